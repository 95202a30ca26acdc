import type { ProductSummary } from '@contract/catalogue'
import type { ViewedProduct } from './browsingSlice'

export interface DayOfViews {
  on: string
  products: ProductSummary[]
}

/** The views day by day, latest first. What the shop does not have any more is left out. */
export function viewDays(views: readonly ViewedProduct[], products: Readonly<Record<string, ProductSummary>>): DayOfViews[] {
  const days: DayOfViews[] = []
  for (const { productId, on } of views) {
    const product = products[productId]
    if (!product) continue
    const last = days.at(-1)
    if (last?.on === on) last.products.push(product)
    else days.push({ on, products: [product] })
  }
  return days
}

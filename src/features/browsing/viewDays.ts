import type { ProductSummary } from '@contract/catalogue'
import type { View } from './browsingSlice'

export interface ViewDay {
  on: string
  products: ProductSummary[]
}

/** The views day by day, latest first. What the shop does not have any more is left out. */
export function viewDays(views: readonly View[], products: Readonly<Record<string, ProductSummary>>): ViewDay[] {
  const days: ViewDay[] = []
  for (const { productId, on } of views) {
    const product = products[productId]
    if (!product) continue
    const last = days.at(-1)
    if (last?.on === on) last.products.push(product)
    else days.push({ on, products: [product] })
  }
  return days
}

import { useEffect, useRef, useState } from 'react'
import type { ProductSummary } from '@contract/catalogue'

/** The product that left the list last, until it is back; for a list where a slip of the finger can be undone. */
export function useLastRemoved(products: readonly ProductSummary[]): { removed: ProductSummary | null; forget: () => void } {
  const before = useRef(products)
  const [last, setLast] = useState<ProductSummary | null>(null)

  useEffect(() => {
    const gone = before.current.find(({ id }) => !products.some((product) => product.id === id))
    before.current = products
    if (gone) setLast(gone)
  }, [products])

  const isBack = last !== null && products.some(({ id }) => id === last.id)
  return { removed: isBack ? null : last, forget: () => setLast(null) }
}

import { useEffect, useRef, useState } from 'react'

/** The product that left the list last, until it is back; for a list where a slip of the finger can be undone. */
export function useLastRemoved<Product extends { id: string }>(products: readonly Product[]): { removed: Product | null; forget: () => void } {
  const before = useRef(products)
  const [last, setLast] = useState<Product | null>(null)

  useEffect(() => {
    const gone = before.current.find(({ id }) => !products.some((product) => product.id === id))
    before.current = products
    if (gone) setLast(gone)
  }, [products])

  const isBack = last !== null && products.some(({ id }) => id === last.id)
  return { removed: isBack ? null : last, forget: () => setLast(null) }
}

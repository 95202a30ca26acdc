import { useEffect, useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import type { CartLine } from '@contract/cart'
import type { ApiError } from '@/api/apiError'
import type { ViewStatus } from '@/components/StateView'
import { toastShown } from '@/features/shell/toastSlice'
import type { AppThunk } from '@/store/extra'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { linesPicked } from './cartActions'
import { useCartQuery } from './cartApi'
import { isForSale } from './cartLines'
import { changeQuantity, putLines, refreshCart, removeLines, replaceLine } from './changeCart'
import { selectCart } from './selectCart'
import { texts } from './texts'

export interface CartScreen {
  status: ViewStatus
  lines: CartLine[]
  valid: CartLine[]
  invalid: CartLine[]
  /** Of the valid ones those that are counted. */
  picked: CartLine[]
  /** Taken out a moment ago, and still to be had back. */
  removed: CartLine[]
  pick: (lines: readonly CartLine[], isPicked: boolean) => void
  setQuantity: (line: CartLine, quantity: number) => void
  remove: (lines: CartLine[]) => void
  undo: () => void
  /** It is too late to have them back. */
  forget: () => void
  replace: (line: CartLine) => void
  retry: () => void
}

/** The cart's screen, for a guest and for a member alike: what there is to see, and what can be done. */
export function useCart(): CartScreen {
  const dispatch = useAppDispatch()
  const session = useAppSelector((state) => state.session.status)
  const { status, lines } = useAppSelector(selectCart)
  const unpicked = useAppSelector((state) => state.cart.unpicked)
  const [removed, setRemoved] = useState<CartLine[]>([])
  const forget = () => setRemoved([])
  useCartQuery(undefined, { skip: session !== 'member', refetchOnMountOrArgChange: true })
  useEffect(() => {
    if (session === 'guest') void dispatch(refreshCart())
  }, [dispatch, session])
  useDidShow(() => void dispatch(refreshCart()))

  const run = async (change: AppThunk<Promise<ApiError | null>>, failed: string) => {
    const error = await dispatch(change)
    if (error) dispatch(toastShown(failed, 'failed'))
    return error
  }
  const valid = lines.filter(isForSale)
  return {
    status,
    lines,
    valid,
    invalid: lines.filter((line) => !isForSale(line)),
    picked: valid.filter(({ batchId }) => !unpicked.includes(batchId)),
    removed,
    pick: (some, isPicked) => void dispatch(linesPicked({ batchIds: some.map(({ batchId }) => batchId), isPicked })),
    setQuantity: ({ batchId }, quantity) => void run(changeQuantity({ batchId, quantity }), texts.changeFailed),
    remove: (some) => {
      setRemoved(some)
      void run(removeLines(some.map(({ batchId }) => batchId)), texts.removeFailed).then((error) => error && forget())
    },
    undo: () => {
      forget()
      void run(putLines(removed), texts.undoFailed)
    },
    forget,
    replace: ({ batchId, quantity, replacement }) => {
      if (!replacement) return
      const other = { batchId: replacement.batchId, quantity: Math.min(quantity, replacement.stock), priceSeenCents: replacement.priceCents }
      void run(replaceLine(batchId, other), texts.changeFailed).then((error) => error || dispatch(toastShown(texts.replaced, 'done')))
    },
    retry: () => void dispatch(refreshCart()),
  }
}

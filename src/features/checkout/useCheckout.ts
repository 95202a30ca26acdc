import { useState } from 'react'
import { skipToken } from '@reduxjs/toolkit/query/react'
import type { OrderPreview } from '@contract/orders'
import type { ApiError } from '@/api/apiError'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { fetchAddresses } from '@/features/addresses/addressThunks'
import { ordersApi, PREVIEW, usePreviewOrderQuery } from '@/features/orders/ordersApi'
import { scrollToTop } from '@/features/shell/scrollToTop'
import { useShownAgain } from '@/features/shell/useShownAgain'
import { bringIntoSight } from '@/platform/bringIntoSight'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { adjustedLines, hasObstacles, orderInput } from './checkoutChanges'
import { checkoutChanged, selectDraft } from './checkoutSlice'
import { CONFIRMATION_ID } from './confirmationId'
import { placeOrder } from './placeOrder'
import { useDeliveryAddress, type DeliveryAddress } from './useDeliveryAddress'

export interface Checkout {
  status: ViewStatus
  preview: OrderPreview | undefined
  delivery: DeliveryAddress
  remark: string
  setRemark: (remark: string) => void
  /** What the shopper chose himself; undefined: nothing, null: no coupon. */
  couponId: string | null | undefined
  chooseCoupon: (couponId: string | null) => void
  /** The goods near their date that are listed now are confirmed. */
  isConfirmed: boolean
  confirm: (isConfirmed: boolean) => void
  /** He wanted to order without that. */
  isConfirmMissing: boolean
  /** Another address or other goods are being reckoned with. */
  isUpdating: boolean
  isPlacing: boolean
  canPlace: boolean
  error: ApiError | null
  /** Cut the order to what there is. */
  adjust: () => void
  place: () => void
  reload: () => void
}

/** The checkout's screen: what the order would be, and making it. */
export function useCheckout(): Checkout {
  const dispatch = useAppDispatch()
  const draft = useAppSelector(selectDraft)
  const delivery = useDeliveryAddress()
  const [confirmed, setConfirmed] = useState<string | null>(null)
  const [isConfirmMissing, setConfirmMissing] = useState(false)
  const [isPlacing, setPlacing] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)

  const addressId = delivery.address?.id ?? null
  const isReady = draft !== null && draft.lines.length > 0 && delivery.status !== 'loading'
  const query = usePreviewOrderQuery(isReady ? { lines: draft.lines, addressId, couponId: draft.couponId === undefined ? 'best' : draft.couponId } : skipToken, { refetchOnMountOrArgChange: true })
  // `data` and not `currentData`: another address changes a word here and there, and not the screen.
  const preview = isReady ? query.data : undefined
  const refetch = () => void dispatch(ordersApi.util.invalidateTags([PREVIEW]))
  useShownAgain(() => !query.isFetching && refetch())

  const notice = preview?.nearExpiry
  const noticeKey = notice ? [notice.version, ...notice.batchIds].join() : null
  const isConfirmed = noticeKey === null || confirmed === noticeKey
  const canPlace = preview !== undefined && preview.canOrder && !query.isFetching && !hasObstacles(preview)

  const place = async () => {
    if (!preview || !draft || !canPlace || addressId === null || isPlacing) return
    if (!isConfirmed) {
      setConfirmMissing(true)
      bringIntoSight(CONFIRMATION_ID)
      return
    }
    const input = orderInput(preview, { addressId, remark: draft.remark })
    setError(null)
    setPlacing(true)
    const failure = await dispatch(placeOrder({ input, totalCents: preview.totals.totalCents }))
    setPlacing(false)
    if (!failure) return
    setError(failure)
    // What is said about it stands above the goods.
    scrollToTop()
    if (failure.kind !== 'problem') return
    // What was on the screen has been seen: what is told next is what changed since.
    dispatch(checkoutChanged({ lines: input.lines }))
    if (failure.code === 'near_expiry_unconfirmed') setConfirmed(null)
    if (failure.code === 'not_found') void dispatch(fetchAddresses())
    refetch()
  }
  return {
    status: !draft || draft.lines.length === 0 ? 'empty' : delivery.status === 'failed' || delivery.status === 'offline' ? delivery.status : viewStatus({ data: preview, error: query.error, isFetching: query.isFetching || !isReady }),
    preview,
    delivery,
    remark: draft?.remark ?? '',
    setRemark: (remark) => void dispatch(checkoutChanged({ remark })),
    couponId: draft?.couponId,
    chooseCoupon: (couponId) => void dispatch(checkoutChanged({ couponId })),
    isConfirmed,
    confirm: (isOn) => {
      setConfirmed(isOn ? noticeKey : null)
      setConfirmMissing(false)
    },
    isConfirmMissing: isConfirmMissing && !isConfirmed,
    isUpdating: preview !== undefined && query.isFetching,
    isPlacing,
    canPlace,
    error,
    adjust: () => {
      if (!preview || !draft) return
      setError(null)
      dispatch(checkoutChanged({ lines: adjustedLines(draft.lines, preview) }))
    },
    place: () => void place(),
    reload: () => {
      if (delivery.status === 'failed' || delivery.status === 'offline') delivery.reload()
      refetch()
    },
  }
}

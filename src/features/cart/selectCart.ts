import { createSelector } from '@reduxjs/toolkit'
import type { CartLine } from '@contract/cart'
import type { ViewStatus } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import type { RootState } from '@/store/makeStore'
import { selectMemberCart } from './cartApi'
import { restated, type GuestLine } from './cartLines'

export interface CartContent {
  status: ViewStatus
  /** Empty unless `status` is ready. */
  lines: CartLine[]
}

const selectGuestCart = createSelector([(state: RootState) => state.guestCart], ({ lines, facts, check }): CartContent => {
  const shown = lines.flatMap((line) => {
    const known = facts[line.batchId]
    return known ? [restated(line, known)] : []
  })
  if (lines.length === 0) return { status: 'empty', lines: [] }
  const error = check.status === 'failed' ? check.error : undefined
  return { status: viewStatus({ data: shown.length > 0 ? shown : undefined, error, isFetching: check.status !== 'failed' }), lines: shown }
})

const selectOwnCart = createSelector([selectMemberCart, (state: RootState) => state.cart.wanted], ({ data, error, isLoading }, wanted): CartContent => {
  const lines = (data?.lines ?? []).flatMap((line) => {
    const quantity = wanted[line.batchId] ?? line.quantity
    if (quantity === 0) return []
    return quantity === line.quantity ? [line] : [restated({ ...line, quantity }, line)]
  })
  return { status: viewStatus({ data, error, isFetching: isLoading }, lines.length === 0), lines }
})

/** The cart of whoever is here, guest or member: components need not know which. */
export function selectCart(state: RootState): CartContent {
  const { status } = state.session
  if (status === 'guest') return selectGuestCart(state)
  if (status === 'member') return selectOwnCart(state)
  return status === 'unknown' ? LOADING : OFFLINE
}

const LOADING: CartContent = { status: 'loading', lines: [] }
const OFFLINE: CartContent = { status: 'offline', lines: [] }

/** Units for the mark on the tab. What is not for sale does not count. */
export function selectCartCount(state: RootState): number {
  if (state.session.status === 'guest') return sum(state.guestCart.lines, ({ batchId, quantity }) => state.guestCart.facts[batchId] === undefined ? quantity : 0) + units(state)
  return units(state)
}

/** How many of a batch are in it; what is on its way counts. */
export function selectQuantity(state: RootState, batchId: string): number {
  const { session, guestCart, cart } = state
  const lines: readonly GuestLine[] = session.status === 'member' ? (selectMemberCart(state).data?.lines ?? []) : guestCart.lines
  const wanted = session.status === 'member' ? cart.wanted[batchId] : undefined
  return wanted ?? lines.find((line) => line.batchId === batchId)?.quantity ?? 0
}

function units(state: RootState): number {
  return sum(selectCart(state).lines, (line) => line.buyableQuantity)
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}

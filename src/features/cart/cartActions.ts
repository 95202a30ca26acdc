import { createAction } from '@reduxjs/toolkit'
import type { Cart, CartMergeEntry } from '@contract/cart'
import { newId } from '@/platform/newId'
import type { GuestLine } from './cartLines'

/**
 * With every change the guest's cart gets the id that it will be merged under: tabs share both, and where each of them puts
 * the same lines into the shopper's cart, they come into it once.
 */
const withMergeId = <Change>(change: Change) => ({ payload: { ...change, mergeId: newId() } })

/** Lines of the guest's cart, added or changed; new ones come first. `at` in ms: what is not touched for long is dropped. */
export const guestLinesPut = createAction('cart/guestLinesPut', withMergeId<{ lines: GuestLine[]; replaces?: string; at: number }>)
export const guestLinesRemoved = createAction('cart/guestLinesRemoved', withMergeId<{ batchIds: readonly string[] }>)
/** What the server says of the guest's batches. */
export const guestCartChecked = createAction<Cart>('cart/guestCartChecked')
/** The guest's lines are being put into the shopper's cart under this id; a repetition takes the same. */
export const mergeBegun = createAction<string>('cart/mergeBegun')
/** They are there. */
export const guestCartMerged = createAction<CartMergeEntry[]>('cart/guestCartMerged')
/** The shopper has read what became of them. */
export const mergeRead = createAction('cart/mergeRead')

/** A quantity that is on its way to the server; 0 takes the line out. */
export const quantityWanted = createAction<{ batchId: string; quantity: number }>('cart/quantityWanted')
/** The server has answered for it, either way: what its cart says counts again. */
export const quantitySettled = createAction<{ batchId: string; quantity: number }>('cart/quantitySettled')
export const linesPicked = createAction<{ batchIds: readonly string[]; isPicked: boolean }>('cart/linesPicked')

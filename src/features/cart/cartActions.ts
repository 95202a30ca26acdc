import { createAction } from '@reduxjs/toolkit'
import type { Cart, CartMergeEntry } from '@contract/cart'
import type { GuestLine } from './cartLines'

/** Lines of the guest's cart, added or changed; new ones come first. `at` in ms: what is not touched for long is dropped. */
export const guestLinesPut = createAction<{ lines: GuestLine[]; replaces?: string; at: number }>('cart/guestLinesPut')
export const guestLinesRemoved = createAction<{ batchIds: readonly string[] }>('cart/guestLinesRemoved')
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

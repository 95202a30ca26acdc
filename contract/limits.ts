/**
 * Numbers and versions that the app needs as values. They stand apart from the schemas so that the app's bundle does not
 * carry TypeBox (50 KB): from every other file of the contract it imports types alone.
 */

/** Version of the agreement and privacy text that the app shows; a new version asks again. */
export const CONSENT_VERSION = '2026-11-01'

/** An address book holds at most this many; a higher number helps nobody and makes the list slow. */
export const ADDRESS_LIMIT = 50
export const RECIPIENT_MAX_LENGTH = 32
export const ADDRESS_DETAIL_MAX_LENGTH = 120
/** What somebody pastes to have it taken apart: a message with an address in it, not a chat. */
export const ADDRESS_TEXT_MAX_LENGTH = 300

export const FAVOURITE_LIMIT = 500

/** How long two joined accounts can be parted again. */
export const MERGE_UNDO_DAYS = 7
/** From this many days without a sign-in on, the number alone does not open an account: it may have been re-issued. */
export const DORMANT_AFTER_DAYS = 90

/** How long an account waits between the request to delete it and the erasure; signing in meanwhile offers to undo it. */
export const DELETION_COOL_OFF_DAYS = 15
/** Characters of a nickname: WeChat's own longest, and half as much again. */
export const NICKNAME_MAX_LENGTH = 24
/** A picture to upload, in bytes. */
export const AVATAR_MAX_BYTES = 5 * 1024 * 1024
/** Hits that one call may bring. */
export const ANALYTICS_BATCH_LIMIT = 50
/** Older hits are dropped: Matomo takes none from beyond a day without an administrator's token, and 23 hours leave room for the way. */
export const ANALYTICS_HIT_LIFETIME_SECONDS = 23 * 3600
/** Different batches in one cart; more is no shopping list any more, and every answer carries all of them. */
export const CART_LINE_LIMIT = 100
/** Units of one batch in a cart. */
export const CART_QUANTITY_LIMIT = 99
export const ORDER_LINE_LIMIT = 50
/** Units of one batch in one order. */
export const ORDER_QUANTITY_LIMIT = 99
export const ORDER_REMARK_MAX_LENGTH = 100
/** Orders of one shopper that hold goods without being paid: more would be a way to empty the shelves. */
export const UNPAID_ORDER_LIMIT = 5
export const REFUND_NOTE_MAX_LENGTH = 200
/** Photos that go with the wish for a refund. */
export const REFUND_PHOTO_LIMIT = 3
/** Each, in bytes. */
export const REFUND_PHOTO_MAX_BYTES = 5 * 1024 * 1024

/** How long an expired line stays on the list of dates, in days: long enough to be found at the back of the fridge. */
export const EXPIRED_SHOWN_DAYS = 30

/** Brands that the filter offers. */
export const BRAND_LIMIT = 20

/** Products that are asked for by their ids at once; so many are remembered as looked at. */
export const SUMMARY_LIMIT = 50

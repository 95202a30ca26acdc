import { Type, type Static } from '@sinclair/typebox'
import { Id, Instant, MobileNumber, Nullable, Strict } from './common'
import { Consent, Me, SmsCodeSent } from './identity'
import { RECIPIENT_MAX_LENGTH } from './limits'

/**
 * Names the account to be joined with this one: by its number, which gets a one-time code, or as the account that
 * this shopper's WeChat (its unionid) leads to besides.
 */
export const MergeStart = Type.Union([
  Type.Object({ phone: MobileNumber }, Strict),
  Type.Object({ unionConflict: Type.Literal(true) }, Strict),
])

/** `own`: this session's proof (`POST /v1/me/proof`), `other`: the other account's. Each is good for ten minutes. */
export const MergeSide = Type.Union([Type.Literal('own'), Type.Literal('other')])

/** What is joined row by row. A module that has rows of a shopper adds its kind here and its part to the server's registry. */
export const MergePartKind = Type.Union([Type.Literal('addresses'), Type.Literal('favourites'), Type.Literal('cart'), Type.Literal('orders'), Type.Literal('coupons')])

export const MergePartPreview = Type.Object({
  kind: MergePartKind,
  /** How many come over. */
  count: Type.Integer({ minimum: 0 }),
  /** The first few, as a shopper would name them. */
  examples: Type.Array(Type.String()),
  /** How many stay with the other account because a limit is reached. They come back with an undo. */
  leftBehind: Type.Integer({ minimum: 0 }),
})

/** The other account, shown only while both sides are proven. */
export const MergePreview = Type.Object({
  nickname: Nullable(Type.String()),
  createdAt: Instant,
  phone: Nullable(Type.String({ description: 'Masked' })),
  hasWechat: Type.Boolean(),
  parts: Type.Array(MergePartPreview),
})

/** `open` until both sides are proven and it is confirmed; `cancelled` also by a newer start, or half an hour without. */
export const MergeStatus = Type.Union([Type.Literal('open'), Type.Literal('joined'), Type.Literal('undone'), Type.Literal('cancelled')])

/** Joining another account into this one. Nothing in it tells of the other account before that is proven. */
export const Merge = Type.Object({
  id: Id,
  by: Type.Union([Type.Literal('phone'), Type.Literal('wechat')]),
  phone: Nullable(Type.String({ description: 'The number that the shopper named, masked' })),
  status: MergeStatus,
  /** Proofs that are missing or too old; empty once joined. */
  needs: Type.Array(MergeSide),
  preview: Nullable(MergePreview),
  joinedAt: Nullable(Instant),
  /** Null where it cannot be undone: not joined, final, or a later merge has to be undone first. */
  undoUntil: Nullable(Instant),
})

/** `code` is the message that went to the number: the same answer whether it has an account or not. Null by WeChat. */
export const MergeStarted = Type.Object({ merge: Merge, code: Nullable(SmsCodeSent) })

/** What was joined, latest first, and whether WeChat knows of a further account of this shopper. */
export const MergeList = Type.Object({ items: Type.Array(Merge), nextCursor: Type.Null(), hasUnionConflict: Type.Boolean() })

/** The session goes on with a new token: it may do more from now on. Null in a browser, or when it was joined before. */
export const MergeConfirmed = Type.Object({ merge: Merge, user: Me, token: Nullable(Type.String()) })

/** `user` is null when this session came in through the other account and has ended with the undo. */
export const MergeUndone = Type.Object({ merge: Merge, user: Nullable(Me) })

/** The name on one of the account's addresses: who only got a re-issued number does not know it. */
export const DormancyProof = Type.Object({ recipient: Type.String({ minLength: 1, maxLength: RECIPIENT_MAX_LENGTH, pattern: '\\S' }) }, Strict)

/** The number goes to a new account, which needs an agreement of its own. */
export const FreshStart = Type.Object({ consent: Consent }, Strict)

export type MergeStart = Static<typeof MergeStart>
export type MergeSide = Static<typeof MergeSide>
export type MergePartKind = Static<typeof MergePartKind>
export type MergePartPreview = Static<typeof MergePartPreview>
export type MergePreview = Static<typeof MergePreview>
export type Merge = Static<typeof Merge>
export type MergeStarted = Static<typeof MergeStarted>
export type MergeList = Static<typeof MergeList>
export type MergeConfirmed = Static<typeof MergeConfirmed>
export type MergeUndone = Static<typeof MergeUndone>
export type DormancyProof = Static<typeof DormancyProof>
export type FreshStart = Static<typeof FreshStart>

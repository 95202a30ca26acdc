import type { RefundKind, RefundReason, RefundStatus } from '@contract/refunds'
import type { PaymentChannel } from '@contract/payments'
import type { Generated } from 'kysely'

/** One attempt to pay an order. */
export interface PaymentTable {
  id: string
  order_id: string
  /** Our number at WeChat: the order's, and the number of the attempt. */
  trade_no: string
  channel: PaymentChannel
  app_id: string
  /** Who pays; null in a browser outside of WeChat. */
  openid: string | null
  amount_cents: number
  status: 'open' | 'paid' | 'closed'
  /** A prepay id, or the address to open. Null until WeChat has answered. */
  prepay: string | null
  prepared_at: Date | null
  transaction_id: string | null
  created_at: Date
  paid_at: Date | null
}

export interface RefundTable {
  id: string
  order_id: string
  payment_id: string
  refund_no: string
  kind: RefundKind
  status: RefundStatus
  amount_cents: number
  reason: RefundReason | null
  /** Sealed. */
  note: string | null
  answer: string | null
  attempts: Generated<number>
  next_try_at: Date
  requested_at: Date
  finished_at: Date | null
  /** How WeChat ended it, where it is `failed`. */
  failure: Generated<'abnormal' | 'closed' | null>
  /** WeChat's code of the last refusal, until it takes the refund. */
  refusal: Generated<string | null>
  refused_at: Generated<Date | null>
  /** Since when WeChat is being asked to pay it back; null once it has answered. */
  trying_since: Generated<Date | null>
}

/** Goods that go back with a refund. */
export interface RefundLineTable {
  refund_id: string
  batch_id: string
  quantity: number
  /** What was paid for them; freight belongs to no line. */
  amount_cents: number
}

/** A photo that a shopper added; `refund_id` is null until the wish for the refund names it. */
export interface RefundPhotoTable {
  id: string
  order_id: string
  refund_id: string | null
  /** Among those of its refund. */
  position: number | null
  /** JPEG. */
  content: Buffer
  created_at: Date
}

export interface PaymentTables {
  payment: PaymentTable
  refund: RefundTable
  refund_line: RefundLineTable
  refund_photo: RefundPhotoTable
}

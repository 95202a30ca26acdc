import type { Tint } from '@contract/catalogue'
import type { OrderStatus } from '@domain/orderState'
import type { ColumnType, Generated } from 'kysely'
import type { Role } from './merchant/roles'

export interface ShopOrderTable {
  id: string
  /** Null once the account was erased. */
  user_id: string | null
  number: string
  status: OrderStatus
  status_before_refund: OrderStatus | null
  cancel_reason: 'shopper' | 'timeout' | 'merchant' | null
  /** The key that the order was made with: as durable as the order, so that a repetition finds it after any crash. */
  idempotency_key: string
  request_hash: string
  region_code: string
  /** Sealed JSON of `OrderContact`. Null once the account was erased. */
  contact: string | null
  transit_days: number
  quantity: number
  goods_cents: number
  saved_cents: number
  freight_cents: number
  coupon_id: string | null
  /** As it was called then. */
  coupon_title: string | null
  coupon_cents: number
  total_cents: number
  carrier: string | null
  tracking_number: string | null
  /** The shopper allowed a message in WeChat when he paid, which goes out with the parcel. */
  shipping_message: boolean
  created_at: Date
  pay_by: Date
  paid_at: Date | null
  packed_at: Date | null
  shipped_at: Date | null
  delivered_at: Date | null
  done_at: Date | null
  cancelled_at: Date | null
  refunded_at: Date | null
}

/** What was sold, as it was then. */
export interface OrderLineTable {
  order_id: string
  position: number
  product_id: string
  batch_id: string
  batch_code: string
  name: string
  brand: string
  spec: string
  icon: string
  tint: Tint
  production_date: string
  shelf_life_days: number
  expires_on: string
  days_on_arrival: number
  near_expiry: boolean
  near_expiry_confirmed: boolean
  quantity: number
  price_cents: number
  list_price_cents: number
  /** What the line bears of the order's coupon, all units together. */
  coupon_cents: number
}

/** What was confirmed, in the words that were shown. */
export interface NearExpiryConfirmationTable {
  order_id: string
  version: string
  wording: string
  batch_ids: string[]
  confirmed_at: Date
}

export interface OrderTraceTable {
  id: string
  order_id: string
  at: Date
  text: string
  place: string | null
}

/** Shipping information that WeChat is still to be told. */
export interface ShippingUploadTable {
  order_id: string
  status: 'waiting' | 'done' | 'refused'
  attempts: Generated<number>
  next_try_at: Date
  /** 1 when it is shipped; each correction of the parcel is one more. */
  revision: Generated<number>
}

/** One of the merchant's people. */
export interface MerchantOperatorTable {
  name: string
  /** SHA-256 of the token; the token itself is kept nowhere. */
  token_hash: string
  role: Role
  created_at: Date
}

/** One of them at the web page, from the sign-in to its end. */
export interface MerchantSessionTable {
  token_hash: string
  operator: string
  created_at: Date
  expires_at: Date
}

/** What the merchant's people did. Append-only. */
export interface MerchantEventTable {
  id: string
  at: Date
  operator: string
  action: string
  order_number: string | null
  batch_id: string | null
  /** jsonb, written as text. No personal data. */
  detail: ColumnType<Record<string, unknown>, string, never>
}

export interface OrderTables {
  shop_order: ShopOrderTable
  order_line: OrderLineTable
  near_expiry_confirmation: NearExpiryConfirmationTable
  order_trace: OrderTraceTable
  shipping_upload: ShippingUploadTable
  merchant_event: MerchantEventTable
  merchant_operator: MerchantOperatorTable
  merchant_session: MerchantSessionTable
}

import { WechatError } from './problems'
import { shanghaiTime } from './shanghaiTime'
import type { WechatAnswer } from './transport'

/** What WeChat is told about a parcel, for an order that was paid inside WeChat. */
export interface ShippingInfo {
  transactionId: string
  openid: string
  /** WeChat's short name of the carrier, such as `SF`. */
  carrier: string
  trackingNumber: string
  description: string
  /** Masked; one carrier (SF) wants it. */
  receiverPhone: string
  /** Milliseconds. */
  uploadedAt: number
  /** Another number than was told, or was to be told, before. */
  isCorrection: boolean
}

const PATH = '/wxa/sec/order/upload_shipping_info'
const BY_TRANSACTION_ID = 2
const EXPRESS = 1
const ALL_AT_ONCE = 1

/** Shipped already, changed already, nothing new in it: WeChat knows what we meant to tell. */
const KNOWN_ALREADY = new Set([10060002, 10060003, 10060023])
/** WeChat takes one correction of a payment's parcel: of these, only "nothing new in it" means that it knows the right one. */
const CORRECTED_ALREADY = new Set([10060023])
/** The payment has not reached that side of WeChat yet, or it is busy: worth another try later. */
const LATER = new Set([-1, 40001, 45009, 10060001, 10060019])

/** `refused`: no repetition will help. Rejects where one may. */
export async function uploadShippingInfo(call: (path: string, body: Record<string, unknown>) => Promise<WechatAnswer>, info: ShippingInfo): Promise<'done' | 'refused'> {
  try {
    await call(PATH, {
      order_key: { order_number_type: BY_TRANSACTION_ID, transaction_id: info.transactionId },
      logistics_type: EXPRESS,
      delivery_mode: ALL_AT_ONCE,
      shipping_list: [{ tracking_no: info.trackingNumber, express_company: info.carrier, item_desc: info.description, contact: { receiver_contact: info.receiverPhone } }],
      upload_time: shanghaiTime(info.uploadedAt),
      payer: { openid: info.openid },
    })
    return 'done'
  } catch (error) {
    if (!(error instanceof WechatError) || LATER.has(error.errcode)) throw error
    return (info.isCorrection ? CORRECTED_ALREADY : KNOWN_ALREADY).has(error.errcode) ? 'done' : 'refused'
  }
}

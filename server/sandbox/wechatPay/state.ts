import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock'

export type TradeStatus = 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'PAYERROR' | 'REFUND'

export interface StandInTrade {
  prepayId: string
  tradeNo: string
  appId: string
  openid: string | null
  type: 'JSAPI' | 'MWEB'
  description: string
  totalCents: number
  notifyUrl: string
  /** Milliseconds. */
  payBy: number
  status: TradeStatus
  transactionId: string | null
  paidAt: number | null
  /** What becomes of the next refunds of it. */
  refundFate: RefundFate
}

/** How a refund ends at WeChat. */
export const REFUND_ENDS = ['SUCCESS', 'ABNORMAL', 'CLOSED'] as const
export type RefundEnd = (typeof REFUND_ENDS)[number]
/** `NOT_ENOUGH`: it is not even taken, as the merchant's account is empty. */
export const REFUND_FATES = [...REFUND_ENDS, 'NOT_ENOUGH'] as const
export type RefundFate = (typeof REFUND_FATES)[number]

export interface StandInRefund {
  refundNo: string
  refundId: string
  tradeNo: string
  amountCents: number
  status: RefundEnd
  notifyUrl: string
}

export interface StandInFault {
  /** The route's pattern, such as `/v3/pay/transactions/jsapi`. */
  path: string
  times: number
  status?: number
  code?: string
  drop?: boolean
  /** Answered with a signature that is not WeChat's. */
  forged?: boolean
  /** The shopper has paid, and the notice is delivered, before the prepayment is answered. */
  payFirst?: boolean
}

/** What WeChat Pay would remember. */
export class PayState {
  readonly trades = new Map<string, StandInTrade>()
  readonly refunds = new Map<string, StandInRefund>()
  readonly calls = new Map<string, number>()
  private faults: StandInFault[] = []

  constructor(private readonly clock: Clock) {}

  /** The same trade again with the same content is the same prepayment; with another content it is refused. */
  prepay(wanted: Omit<StandInTrade, 'prepayId' | 'status' | 'transactionId' | 'paidAt' | 'refundFate'>): StandInTrade | 'INVALID_REQUEST' | 'ORDERPAID' | 'ORDER_CLOSED' {
    const known = this.trades.get(wanted.tradeNo)
    if (!known) {
      const trade: StandInTrade = { ...wanted, prepayId: `wx${randomBytes(17).toString('hex')}`, status: 'NOTPAY', transactionId: null, paidAt: null, refundFate: 'SUCCESS' }
      this.trades.set(wanted.tradeNo, trade)
      return trade
    }
    if (known.status === 'SUCCESS' || known.status === 'REFUND') return 'ORDERPAID'
    if (known.status === 'CLOSED') return 'ORDER_CLOSED'
    const isSame = known.totalCents === wanted.totalCents && known.openid === wanted.openid && known.type === wanted.type && known.appId === wanted.appId
    return isSame ? known : 'INVALID_REQUEST'
  }

  byPrepayId(prepayId: string): StandInTrade | undefined {
    return [...this.trades.values()].find((trade) => trade.prepayId === prepayId)
  }

  /** The shopper pays. False when WeChat would not let him: closed, paid, or too late. */
  pay(trade: StandInTrade): boolean {
    const now = this.clock.now()
    if (trade.status !== 'NOTPAY' && trade.status !== 'PAYERROR') return false
    if (now >= trade.payBy) return false
    Object.assign(trade, { status: 'SUCCESS', paidAt: now, transactionId: `42000${String(now)}${randomBytes(5).readUIntBE(0, 5) % 10_000_000_000}`.slice(0, 28) })
    return true
  }

  /** What may still be refunded: money goes back in as many parts as one likes, and what was closed never went. */
  restOf(trade: StandInTrade): number {
    if (trade.status !== 'SUCCESS' && trade.status !== 'REFUND') return 0
    return this.refundsOf(trade.tradeNo).reduce((rest, refund) => rest - refund.amountCents, trade.totalCents)
  }

  /** Afterwards a trade whose refund was closed may be refunded again, under another number. */
  endRefund(refund: StandInRefund, end: RefundEnd): void {
    refund.status = end
    const trade = this.trades.get(refund.tradeNo)
    if (trade) trade.status = this.refundsOf(trade.tradeNo).length === 0 ? 'SUCCESS' : 'REFUND'
  }

  private refundsOf(tradeNo: string): StandInRefund[] {
    return [...this.refunds.values()].filter((refund) => refund.tradeNo === tradeNo && refund.status !== 'CLOSED')
  }

  addFault(fault: StandInFault): void {
    this.faults.push({ ...fault })
  }

  clearFaults(): void {
    this.faults = []
  }

  takeFault(path: string): StandInFault | null {
    const fault = this.faults.find((item) => item.path === path)
    if (!fault) return null
    fault.times -= 1
    if (fault.times <= 0) this.faults = this.faults.filter((item) => item !== fault)
    return fault
  }

  count(path: string): void {
    this.calls.set(path, (this.calls.get(path) ?? 0) + 1)
  }
}

import { CARRIERS, isCarrier } from '@domain/carriers'
import { formatPrice } from '@domain/money'
import { ORDER_GROUPS, statusesOf, type OrderGroup } from '@domain/orderState'
import { StartupError } from '../errors'
import { COUPON_USAGE, couponCommand } from './couponCommand'
import type { BackOfficeDeps } from '../modules/orders/deps'
import { adjustBatch, readShelf } from '../modules/orders/merchant/batches'
import { cancelForMerchant, correctParcel, deliverOrder, packOrder, readContact, shipOrder, traceOrder, type Parcel } from '../modules/orders/merchant/fulfilment'
import { addOperator, hasOperators, removeOperator } from '../modules/orders/merchant/operators'
import { approveRefund, callOffOrder, rejectRefund } from '../modules/orders/merchant/refunds'
import { isRole, ROLES, type Operator } from '../modules/orders/merchant/roles'
import { listStuckRefunds, retryRefund, returnRefund } from '../modules/orders/merchant/stuckRefunds'
import { listForMerchant, showForMerchant, type MerchantRefund } from '../modules/orders/merchant/view'
import { canonicalNumber } from '../modules/orders/read'

export const USAGE = `usage: MERCHANT_TOKEN=… npm run merchant --
  orders [${ORDER_GROUPS.join('|')}]    the oldest first; toShip by default
  show NUMBER                     what is in it, and who did what
  label NUMBER                    recipient, phone and street; on record
  pack NUMBER
  ship NUMBER ${Object.keys(CARRIERS).join('|')} TRACKING-NUMBER
  correct NUMBER CARRIER TRACKING-NUMBER    of a parcel on its way; WeChat takes one correction
  trace NUMBER TEXT [PLACE]
  deliver NUMBER
  cancel NUMBER                   an unpaid order
  call-off NUMBER WORDS           a paid order that cannot be sent: the money goes back, the shopper reads the words
  refund approve NUMBER           the running shop sends the money back within a minute
  refund reject NUMBER WORDS      the shopper reads the words
  refund stuck                    those that WeChat does not carry out
  refund retry NUMBER             once more, when its cause is gone
  refund returned NUMBER WORDS    given back in another way; the shopper reads the words
  batch ID                        how many should be on the shelf, and for whom
  batch ID stock UNITS SEEN       counted on the shelf (all but what is packed); SEEN: how many should have been there
  batch ID withdraw | activate
${COUPON_USAGE}
  operator add NAME [${ROLES.join('|')}] | remove NAME    the first is a manager, others pack unless said otherwise`

const LIST_AT_MOST = 100
const UNITS = /^\d{1,7}$/

/** Answers the lines to print. */
type Command = (deps: BackOfficeDeps, operator: Operator, args: string[]) => Promise<string[]>

export const COMMANDS: Record<string, Command | undefined> = {
  orders: async (deps, _operator, [group = 'toShip']) => {
    const rows = await listForMerchant(deps, { statuses: statusesOf(groupOf(group)), limit: LIST_AT_MOST })
    return rows.length === 0 ? ['none'] : rows.map((row) => `${row.number}  ${row.status}  ${row.createdAt}  ${row.quantity} 件  ${formatPrice(row.totalCents)}`)
  },
  show: async (deps, operator, [number]) => {
    const order = await showForMerchant(deps, operator, numberOf(number))
    return [
      `${order.number}  ${order.status}  ${formatPrice(order.totalCents)}${order.coupon === null ? '' : `（${order.coupon.title}减 ${formatPrice(order.coupon.amountCents)}）`}  ${order.district}  ${order.phone ?? ''}`,
      ...(order.remark === null ? [] : [`备注：${order.remark}`]),
      ...order.lines.map((line) => `  ${line.quantity} × ${line.name} ${line.spec}  ${formatPrice(line.priceCents)}  ${line.expiresOn} 到期  ${line.batchId}`),
      ...order.refunds.flatMap(refundLines),
      ...order.deeds.map((deed) => `  ${deed.at}  ${deed.operator}  ${deed.action}`),
    ]
  },
  label: async (deps, operator, [number]) => {
    const { address, remark } = await readContact(deps, { operator, number: numberOf(number) })
    return [`${address.recipient}  ${address.phone}`, `${address.province}${address.city}${address.district}${address.detail}`, ...(remark === null ? [] : [`备注：${remark}`])]
  },
  pack: deed((deps, operator, number) => packOrder(deps, { operator, number })),
  deliver: deed((deps, operator, number) => deliverOrder(deps, { operator, number })),
  cancel: deed((deps, operator, number) => cancelForMerchant(deps, { operator, number })),
  ship: deed((deps, operator, number, rest) => shipOrder(deps, { operator, number }, parcelOf(rest))),
  correct: deed((deps, operator, number, rest) => correctParcel(deps, { operator, number }, parcelOf(rest))),
  trace: deed((deps, operator, number, [text = '', place]) => {
    if (text.trim() === '') throw new StartupError(USAGE)
    return traceOrder(deps, { operator, number }, text, place ?? null)
  }),
  'call-off': deed((deps, operator, number, words) => {
    if (words.length === 0) throw new StartupError(USAGE)
    return callOffOrder(deps, { operator, number }, words.join(' '))
  }),
  refund: async (deps, operator, [verb, number, ...words]) => {
    if (verb === 'stuck') return listStuck(deps, operator)
    const task = { operator, number: numberOf(number) }
    if (verb === 'approve') await approveRefund(deps, task)
    else if (verb === 'reject' && words.length > 0) await rejectRefund(deps, task, words.join(' '))
    else if (verb === 'retry') await retryRefund(deps, task)
    else if (verb === 'returned' && words.length > 0) await returnRefund(deps, task, words.join(' '))
    else throw new StartupError(USAGE)
    return ['done']
  },
  batch: async (deps, operator, [id = '', verb, units = '', seen = '']) => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new StartupError(USAGE)
    if (verb === undefined) return showBatch(deps, operator, id)
    if (verb === 'stock' && UNITS.test(units) && UNITS.test(seen)) await adjustBatch(deps, operator, id, { count: { units: Number(units), seenOnShelf: Number(seen) } })
    else if (verb === 'withdraw' || verb === 'activate') await adjustBatch(deps, operator, id, { status: verb === 'withdraw' ? 'withdrawn' : 'active' })
    else throw new StartupError(USAGE)
    return ['done']
  },
  coupon: couponCommand,
  operator: async (deps, operator, [verb, name = '', given]) => {
    if (!/^[\p{L}\p{N}._-]{1,40}$/u.test(name)) throw new StartupError(USAGE)
    const role = given ?? ((await hasOperators(deps)) ? 'packer' : 'manager')
    if (verb === 'remove') await removeOperator(deps, operator, name)
    else if (verb === 'add' && isRole(role)) return [`${name}'s token (${role}), shown this once:`, await addOperator(deps, operator, { name, role })]
    else throw new StartupError(USAGE)
    return ['done']
  },
}

function refundLines({ status, failure, refusal, reason, note, amountCents, lines, freightCents }: MerchantRefund): string[] {
  return [
    ['退款：', formatPrice(amountCents), status, failure, refusal && `${refusal.code} ${refusal.at}`, reason, note].filter(Boolean).join(' '),
    ...lines.map((line) => `  ${line.quantity} × ${line.name} ${line.spec}  ${formatPrice(line.amountCents)}`),
    ...(freightCents > 0 ? [`  运费  ${formatPrice(freightCents)}`] : []),
  ]
}

async function showBatch(deps: BackOfficeDeps, operator: Operator, id: string): Promise<string[]> {
  const { name, expiresOn, status, onShelf, sellable, reserved, toPack } = await readShelf(deps, operator, id)
  return [`${name}  ${expiresOn} 到期  ${status}`, `架上应有 ${onShelf} 件：可卖 ${sellable} 件，未付款占用 ${reserved} 件，已付款待打包 ${toPack} 件`]
}

async function listStuck(deps: BackOfficeDeps, operator: Operator): Promise<string[]> {
  const refunds = await listStuckRefunds(deps, operator, LIST_AT_MOST)
  return refunds.length === 0 ? ['none'] : refunds.map(({ number, failure, refusal, amountCents }) => `${number}  ${failure ?? refusal ?? 'failed'}  ${formatPrice(amountCents)}`)
}

function deed(work: (deps: BackOfficeDeps, operator: Operator, number: string, rest: string[]) => Promise<void>): Command {
  return async (deps, operator, [number, ...rest]) => {
    await work(deps, operator, numberOf(number), rest)
    return ['done']
  }
}

function parcelOf([carrier = '', trackingNumber = '']: string[]): Parcel {
  if (!isCarrier(carrier) || !/^[0-9A-Za-z-]{6,40}$/.test(trackingNumber)) throw new StartupError(USAGE)
  return { carrier, trackingNumber }
}

function numberOf(given: string | undefined): string {
  if (given === undefined) throw new StartupError(USAGE)
  return canonicalNumber(given)
}

function groupOf(given: string): OrderGroup {
  const group = ORDER_GROUPS.find((name) => name === given)
  if (!group) throw new StartupError(USAGE)
  return group
}

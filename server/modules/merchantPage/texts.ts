import type { RefundReason } from '@contract/refunds'
import type { OrderStatus } from '@domain/orderState'
import type { MerchantAction, Role } from '../orders/merchant/roles'

export const STATUS_TEXT: Record<OrderStatus, string> = {
  unpaid: '待付款',
  paid: '待打包',
  packed: '待发货',
  shipped: '配送中',
  delivered: '已送达',
  done: '已完成',
  cancelled: '已取消',
  refunding: '退款中',
  refunded: '已退款',
}

export const ROLE_TEXT: Record<Role, string> = { packer: '仓库', service: '客服', manager: '管理员' }

export const REASON_TEXT: Record<RefundReason, string> = {
  changedMind: '不想要了',
  notReceived: '没有收到',
  damaged: '破损或变质',
  wrongGoods: '发错、少发',
  pastDate: '已过保质期',
  other: '其他原因',
}

const ACTION_TEXT: Record<MerchantAction, string> = {
  pack: '打包',
  ship: '发货',
  correctParcel: '更正运单',
  deliver: '标记送达',
  trace: '添加物流',
  cancel: '取消订单',
  callOff: '无法发货，退款',
  approveRefund: '同意退款',
  rejectRefund: '拒绝退款',
  retryRefund: '再次退款',
  returnRefund: '以其他方式退款',
  adjustBatch: '调整批次',
  importBatch: '导入商品文件',
  readContact: '查看收件信息',
  readRefundPhoto: '查看退款照片',
  createCoupon: '新增优惠券',
  stopCoupon: '停发优惠券',
  addOperator: '添加人员',
  removeOperator: '移除人员',
  signIn: '登录',
  signOut: '退出',
}

/** What is on record may come from a newer version of the server. */
export function actionText(action: string): string {
  return Object.hasOwn(ACTION_TEXT, action) ? ACTION_TEXT[action as MerchantAction] : action
}

const REFUSAL_TEXT: Partial<Record<string, string>> = {
  NOT_ENOUGH: '商户号余额不足，请先充值',
  USER_ACCOUNT_ABNORMAL: '买家的账户已注销，请用其他方式退回',
  NO_AUTH: '商户号没有退款的权限，请到商户平台查看',
  MCH_NOT_EXISTS: '商户号不对，请联系技术人员',
  SIGN_ERROR: '签名不对，请联系技术人员',
}

/** Why WeChat does not take a refund, by its code. */
export function refusalText(code: string): string {
  const known = Object.hasOwn(REFUSAL_TEXT, code) ? REFUSAL_TEXT[code] : undefined
  return known === undefined ? code : `${known}（${code}）`
}

/** What the page says after a form went through; the address names it by its key. */
export const DONE_TEXT = {
  pack: '已打包。',
  ship: '已发货，买家会看到运单号。',
  correctParcel: '运单已更正，买家会看到新的运单号。',
  deliver: '已标记送达。',
  trace: '已添加一条物流。',
  cancel: '订单已取消，货品已放回。',
  callOff: '钱会在一分钟内退回，买家会看到您的说明。货还在的话，请重新清点批次。',
  approveRefund: '已同意退款，钱会在一分钟内退回。',
  rejectRefund: '已拒绝退款，买家会看到您的说明。',
  retryRefund: '一分钟内会再退一次。',
  returnRefund: '已记为用其他方式退回，买家会看到您的说明。',
  stock: '库存已改。',
  status: '销售状态已改。',
  createCoupon: '已发放，买家现在就能看到（还没到领取日的，到了那天才看得到）。',
  stopCoupon: '已停发，已经领到的照样能用。',
} as const

export type Done = keyof typeof DONE_TEXT
export const DONE = Object.keys(DONE_TEXT) as Done[]

export function conflictText(status: OrderStatus): string {
  return `没有改动：订单现在是“${STATUS_TEXT[status]}”，这一步做不了。可能有人先处理了，或者买家刚改了主意。`
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false })

/** `2026-05-20 10:00`, in Shanghai. */
export function timeText(instant: string): string {
  const parts = new Map(CLOCK.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

import { formatPrice } from '@domain/money'
import type { RefundKind, RefundStatus } from '@contract/refunds'
import { may } from '../orders/merchant/roles'
import type { MerchantOrderDetail, MerchantRefund } from '../orders/merchant/view'
import { html, type Html } from './html'
import { formKey } from './layout'
import type { MerchantSession } from './sessions'
import { REASON_TEXT, refusalText, timeText } from './texts'

export const REFUSAL_MAX_LENGTH = 200

const STATUS_TEXT: Record<RefundStatus, string> = {
  requested: '等待处理',
  approved: '已同意，马上退回',
  processing: '微信处理中',
  succeeded: '已退回',
  rejected: '已拒绝',
  failed: '微信没有退成',
  returned: '已用其他方式退回',
}

const KIND_TEXT: Record<RefundKind, string> = { requested: '买家申请', latePayment: '取消之后才到的款，自动退回', doublePayment: '重复付款，自动退回', calledOff: '商家无法发货，主动退款' }

/** What the shopper wants back and why, and what goes back by itself; the decision for those who may take it. */
export function refundCards(session: MerchantSession, order: MerchantOrderDetail): Html[] {
  return order.refunds.map((refund, i) => refundCard(session, order, refund, i === 0 ? 'refund' : `refund-${i + 1}`))
}

function refundCard(session: MerchantSession, order: MerchantOrderDetail, refund: MerchantRefund, id: string): Html {
  return html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">退款</h2>
<dl>
<div><dt>状态</dt><dd>${statusText(refund)}</dd></div>
${refund.isStuck && refund.refusal && html`<div><dt>微信答复</dt><dd>没有受理：${refusalText(refund.refusal.code)}，<time datetime="${refund.refusal.at}">${timeText(refund.refusal.at)}</time></dd></div>`}
<div><dt>金额</dt><dd>${formatPrice(refund.amountCents)}</dd></div>
${refund.lines.length > 0 && html`<div><dt>货品</dt><dd>${goodsText(refund)}</dd></div>`}
<div><dt>来由</dt><dd>${KIND_TEXT[refund.kind]}，<time datetime="${refund.requestedAt}">${timeText(refund.requestedAt)}</time></dd></div>
${refund.reason !== null && html`<div><dt>原因</dt><dd>${REASON_TEXT[refund.reason]}</dd></div>`}
${refund.note !== null && html`<div><dt>买家说</dt><dd>${refund.note}</dd></div>`}
${refund.answer !== null && html`<div><dt>您的说明</dt><dd>${refund.answer}</dd></div>`}
</dl>
${refund.photoIds.length > 0 && html`<p class="photos">${refund.photoIds.map((id, i) => html`<a href="/merchant/refund-photos/${id}"><img src="/merchant/refund-photos/${id}" alt="买家的照片 ${i + 1}，点开看大图" width="120" height="120"></a>`)}</p>`}
${decision(session, order, refund)}
${repair(session, order, refund, id)}
</section>`
}

/** One thing a line. */
function goodsText({ lines, freightCents }: MerchantRefund): string {
  const goods = lines.map(({ name, spec, quantity, amountCents }) => `${name.includes(spec) ? name : `${name} ${spec}`} × ${quantity}，${formatPrice(amountCents)}`)
  return [...goods, ...(freightCents > 0 ? [`运费，${formatPrice(freightCents)}`] : [])].join('\n')
}

function statusText({ status, isStuck, failure }: MerchantRefund): string {
  if (status === 'approved' && isStuck) return '已同意，但微信没有受理'
  if (failure === 'closed') return '微信关闭了这笔退款，钱还在您的商户号里'
  return failure === 'abnormal' ? '钱没有退进买家的账户（常见原因是银行卡已注销），停在微信' : STATUS_TEXT[status]
}

function decision(session: MerchantSession, { number }: MerchantOrderDetail, { id, status, amountCents }: MerchantRefund): Html | null {
  if (status !== 'requested' || !may(session.operator, 'approveRefund')) return null
  // Named: another wish may have taken its place since the page was loaded.
  const form = (verb: string, fields: Html) => html`<form method="post" action="/merchant/orders/${number}/refund/${verb}">${formKey(session)}<input type="hidden" name="refundId" value="${id}">${fields}</form>`
  return html`
<details><summary>同意退款</summary>${form('approve', html`<p>${formatPrice(amountCents)} 原路退回，不能撤回。</p><button class="main">确认退 ${formatPrice(amountCents)}</button>`)}</details>
<details><summary>拒绝退款</summary>${form('reject', html`<label for="answer">给买家的说明</label><textarea id="answer" name="answer" required maxlength="${REFUSAL_MAX_LENGTH}" rows="3"></textarea><button class="danger">确认拒绝</button>`)}</details>`
}

/** For a refund that WeChat does not carry out: once more, or given back in another way. */
function repair(session: MerchantSession, { number }: MerchantOrderDetail, refund: MerchantRefund, id: string): Html | null {
  if (!refund.isStuck || !may(session.operator, 'retryRefund')) return null
  const money = formatPrice(refund.amountCents)
  const form = (verb: string, fields: Html) => html`<form method="post" action="/merchant/orders/${number}/refund/${verb}">${formKey(session)}<input type="hidden" name="refundId" value="${refund.id}">${fields}</form>`
  return html`
${refund.failure === 'abnormal' && html`<p class="hint">请到微信支付商户平台的“交易中心”处理这笔退款异常，退成后这里会自动更新。也可以用其他方式退给买家。</p>`}
${refund.isRetryable && html`<details><summary>再退一次</summary>${form('retry', html`<p>商户号里要有足够的余额。${money} 会在一分钟内重新提交给微信。</p><button class="main">确认再退 ${money}</button>`)}</details>`}
<details><summary>已用其他方式退回</summary>${form('return', html`<p>先把 ${money} 退给买家，再记在这里。之后不会再通过微信退这笔钱，不能撤回。</p><label for="${id}-answer">给买家的说明，怎么退的</label><textarea id="${id}-answer" name="answer" required maxlength="${REFUSAL_MAX_LENGTH}" rows="3"></textarea><button class="danger">确认已退 ${money}</button>`)}</details>`
}

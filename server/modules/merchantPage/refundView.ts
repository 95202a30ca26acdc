import { formatPrice } from '@domain/money'
import type { RefundKind, RefundStatus } from '@contract/refunds'
import { may } from '../orders/merchant/roles'
import type { MerchantOrderDetail, MerchantRefund } from '../orders/merchant/view'
import { html, type Html } from './html'
import { formKey } from './layout'
import type { MerchantSession } from './sessions'
import { REASON_TEXT, timeText } from './texts'

export const REFUSAL_MAX_LENGTH = 200

const STATUS_TEXT: Record<RefundStatus, string> = {
  requested: '等待处理',
  approved: '已同意，马上退回',
  processing: '微信处理中',
  succeeded: '已退回',
  rejected: '已拒绝',
  failed: '微信退不回去，请到微信支付商户平台处理',
}

const KIND_TEXT: Record<RefundKind, string> = { requested: '买家申请', latePayment: '取消之后才到的款，自动退回', doublePayment: '重复付款，自动退回' }

/** What the shopper wants back and why; the decision for those who may take it. */
export function refundCard(session: MerchantSession, order: MerchantOrderDetail): Html | null {
  const { refund } = order
  if (!refund) return null
  return html`<section class="card" aria-labelledby="refund"><h2 id="refund">退款</h2>
<dl>
<div><dt>状态</dt><dd>${STATUS_TEXT[refund.status]}</dd></div>
<div><dt>金额</dt><dd>${formatPrice(refund.amountCents)}</dd></div>
<div><dt>来由</dt><dd>${KIND_TEXT[refund.kind]}，<time datetime="${refund.requestedAt}">${timeText(refund.requestedAt)}</time></dd></div>
${refund.reason !== null && html`<div><dt>原因</dt><dd>${REASON_TEXT[refund.reason]}</dd></div>`}
${refund.note !== null && html`<div><dt>买家说</dt><dd>${refund.note}</dd></div>`}
${refund.answer !== null && html`<div><dt>您的说明</dt><dd>${refund.answer}</dd></div>`}
</dl>
${refund.photoIds.length > 0 && html`<p class="photos">${refund.photoIds.map((id, i) => html`<a href="/merchant/refund-photos/${id}"><img src="/merchant/refund-photos/${id}" alt="买家的照片 ${i + 1}，点开看大图" width="120" height="120"></a>`)}</p>`}
${decision(session, order, refund)}
</section>`
}

function decision(session: MerchantSession, { number }: MerchantOrderDetail, { status, amountCents }: MerchantRefund): Html | null {
  if (status !== 'requested' || !may(session.operator, 'approveRefund')) return null
  const form = (verb: string, fields: Html) => html`<form method="post" action="/merchant/orders/${number}/refund/${verb}">${formKey(session)}${fields}</form>`
  return html`
<details><summary>同意退款</summary>${form('approve', html`<p>${formatPrice(amountCents)} 原路退回，不能撤回。</p><button class="main">确认退 ${formatPrice(amountCents)}</button>`)}</details>
<details><summary>拒绝退款</summary>${form('reject', html`<label for="answer">给买家的说明</label><textarea id="answer" name="answer" required maxlength="${REFUSAL_MAX_LENGTH}" rows="3"></textarea><button class="danger">确认拒绝</button>`)}</details>`
}

import type { OrderAddress } from '@contract/orders'
import { CARRIERS, carrierName } from '@domain/carriers'
import { formatPrice } from '@domain/money'
import { LABEL_STATUSES } from '../orders/merchant/fulfilment'
import { may, type MerchantAction } from '../orders/merchant/roles'
import type { MerchantOrderDetail } from '../orders/merchant/view'
import { html, type Html } from './html'
import { formKey } from './layout'
import { statusBadge } from './ordersView'
import { refundCards, REFUSAL_MAX_LENGTH } from './refundView'
import type { MerchantSession } from './sessions'
import { actionText, timeText } from './texts'

export interface OrderPage {
  session: MerchantSession
  order: MerchantOrderDetail
  /** Read out of the order for this one answer, on record. */
  label: { address: OrderAddress } | null
}

export function orderView({ session, order, label }: OrderPage): Html {
  return html`
<p class="back"><a href="/merchant/orders">全部订单</a></p>
<p class="facts">${statusBadge(order.status)} <b>${formatPrice(order.totalCents)}</b> ${order.quantity} 件 · <time datetime="${order.createdAt}">${timeText(order.createdAt)}</time> 下单${order.paidAt !== null && html` · <time datetime="${order.paidAt}">${timeText(order.paidAt)}</time> 付款`}</p>
${steps(session, order)}
${refundCards(session, order)}
${contact(session, order, label)}
${goods(session, order)}
${journey(session, order)}
${deeds(order)}`
}

export function orderForm(session: MerchantSession, { number }: { number: string }, action: string, fields: Html): Html {
  return html`<form method="post" action="/merchant/orders/${number}/${action}">${formKey(session)}${fields}</form>`
}

function steps(session: MerchantSession, order: MerchantOrderDetail): Html | null {
  const can = (action: Extract<MerchantAction, 'pack' | 'ship' | 'deliver' | 'cancel' | 'callOff'>) => order.events.includes(action) && may(session.operator, action)
  const forms = [
    can('pack') && orderForm(session, order, 'pack', html`<button class="main">标记已打包</button>`),
    can('ship') && orderForm(session, order, 'ship', html`${parcelFields()}<button class="${can('pack') ? '' : 'main'}">标记已发货</button>`),
    can('deliver') && orderForm(session, order, 'deliver', html`<button class="main">标记已送达</button>`),
    can('cancel') && html`<details><summary>取消这个订单</summary>${orderForm(session, order, 'cancel', html`<p>买家还没付款。取消后货品放回，买家会看到“商家取消”。</p><button class="danger">确认取消</button>`)}</details>`,
    can('callOff') && html`<details><summary>发不了货，退款给买家</summary>${orderForm(session, order, 'call-off', html`<p>${formatPrice(order.totalCents)} 原路退回，不能撤回。货品不会自动回到库存：货还在的话，请重新清点批次。</p><label for="call-off-answer">给买家的说明</label><textarea id="call-off-answer" name="answer" required maxlength="${REFUSAL_MAX_LENGTH}" rows="3"></textarea><button class="danger">确认退 ${formatPrice(order.totalCents)}</button>`)}</details>`,
  ].filter((form) => form !== false)
  return forms.length === 0 ? null : html`<section class="card" aria-labelledby="steps"><h2 id="steps">下一步</h2>${forms}</section>`
}

function parcelFields(): Html {
  return html`<div class="fields">
<div><label for="carrier">快递公司</label><select id="carrier" name="carrier" required><option value="">请选择</option>${Object.entries(CARRIERS).map(([code, name]) => html`<option value="${code}">${name}</option>`)}</select></div>
<div><label for="trackingNumber">运单号</label><input id="trackingNumber" name="trackingNumber" required autocomplete="off" pattern="[0-9A-Za-z\\-]{6,40}" title="6 到 40 位字母、数字或连字符"></div>
</div>`
}

/** District and masked number are enough to see what it is about; the rest is asked for when the label is written. */
function contact(session: MerchantSession, order: MerchantOrderDetail, label: OrderPage['label']): Html {
  const canRead = label === null && LABEL_STATUSES.includes(order.status) && may(session.operator, 'readContact')
  const address = label?.address
  return html`<section class="card" aria-labelledby="contact"><h2 id="contact">收件</h2>
${address
    ? html`<p class="label"><b>${address.recipient}</b> <span class="mono">${address.phone}</span><br>${address.province}${address.city === address.province ? '' : address.city}${address.district}${address.detail}</p>`
    : html`<p>${order.district || '账号已注销，收件信息已清除'}${order.phone !== null && order.phone !== '' && html` · <span class="mono">${order.phone}</span>`}</p>`}
${order.remark !== null && html`<p>备注：${order.remark}</p>`}
${canRead && orderForm(session, order, 'label', html`<button>显示收件信息</button><p class="hint">只在写面单时查看，每次查看都会记录。</p>`)}
</section>`
}

function goods({ operator }: MerchantSession, { lines, coupon }: MerchantOrderDetail): Html {
  const batch = (id: string, day: string) => (may(operator, 'adjustBatch') ? html`<a href="/merchant/batches/${id}">${day} 到期</a>` : html`${day} 到期`)
  return html`<section class="card" aria-labelledby="goods"><h2 id="goods">货品</h2>
<table><caption class="unseen">货品、批次、数量和单价</caption>
<thead><tr><th scope="col">货品</th><th scope="col" class="num">数量</th><th scope="col" class="num">单价</th></tr></thead>
<tbody>${lines.map((line) => html`<tr><th scope="row">${line.name} ${line.spec}<small>${batch(line.batchId, line.expiresOn)}</small></th><td class="num">${line.quantity}</td><td class="num">${formatPrice(line.priceCents)}</td></tr>`)}</tbody></table>
${coupon && html`<p>优惠券“${coupon.title}”减 ${formatPrice(coupon.amountCents)}。</p>`}
</section>`
}

function journey(session: MerchantSession, order: MerchantOrderDetail): Html | null {
  if (order.carrier === null || order.trackingNumber === null) return null
  return html`<section class="card" aria-labelledby="journey"><h2 id="journey">物流</h2>
<p>${carrierName(order.carrier)} <span class="mono">${order.trackingNumber}</span></p>
${order.shippingUpload === 'refused' && html`<p class="note bad">微信没有收下这次的发货信息（每单只能更正一次），请到小程序后台“发货信息管理”核对。</p>`}
<ol class="events">${order.traces.map(({ at, text, place }) => html`<li><time datetime="${at}">${timeText(at)}</time> ${place !== null && `${place} · `}${text}</li>`)}</ol>
${may(session.operator, 'trace') && html`<details><summary>添加一条物流</summary>${orderForm(session, order, 'trace', html`<div class="fields">
<div><label for="text">内容</label><input id="text" name="text" required maxlength="100" autocomplete="off"></div>
<div><label for="place">地点（可不填）</label><input id="place" name="place" maxlength="20" autocomplete="off"></div>
</div><button>添加</button>`)}</details>`}
${order.status === 'shipped' && may(session.operator, 'correctParcel') && html`<details><summary>更正快递公司或运单号</summary>${orderForm(session, order, 'correct', html`${parcelFields()}<p class="hint">买家会看到新的运单号。微信只接受一次更正，请核对后再提交。</p><button>确认更正</button>`)}</details>`}
</section>`
}

function deeds({ deeds: list }: MerchantOrderDetail): Html | null {
  if (list.length === 0) return null
  return html`<section class="card" aria-labelledby="deeds"><h2 id="deeds">操作记录</h2>
<ol class="events">${list.map(({ at, operator, action }) => html`<li><time datetime="${at}">${timeText(at)}</time> ${operator} ${actionText(action)}</li>`)}</ol></section>`
}

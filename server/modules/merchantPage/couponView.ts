import { formatPrice } from '@domain/money'
import { COUPON_DAYS_MAX, COUPON_QUANTITY_MAX, COUPON_TITLE_MAX_LENGTH, type Campaign } from '../coupons/campaigns'
import { may } from '../orders/merchant/roles'
import { html, type Html } from './html'
import { formKey } from './layout'
import type { MerchantSession } from './sessions'

/** As typed. */
export interface CouponForm {
  title: string
  off: string
  from: string
  category: string
  units: string
  claimFrom: string
  claimUntil: string
  days: string
}

export const EMPTY_FORM: CouponForm = { title: '', off: '', from: '', category: '', units: '', claimFrom: '', claimUntil: '', days: '15' }

interface Category {
  slug: string
  name: string
}

export interface CouponsPage {
  session: MerchantSession
  campaigns: readonly Campaign[]
  categories: readonly Category[]
  form: CouponForm
  /** Something has to be put right in it. */
  isOpen: boolean
}

export function couponsView({ session, campaigns, categories, form, isOpen }: CouponsPage): Html {
  return html`
${may(session.operator, 'createCoupon') && newCoupon(session, categories, form, isOpen)}
${campaigns.length === 0 ? html`<p class="empty">还没有优惠券。</p>` : couponTable(session, campaigns, categories)}`
}

function newCoupon(session: MerchantSession, categories: readonly Category[], form: CouponForm, isOpen: boolean): Html {
  const field = (name: keyof CouponForm, label: string, attributes: Html) => html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${form[name]}" required ${attributes}></div>`
  return html`<details class="card"${isOpen && html` open`}><summary>新增优惠券</summary>
<form method="post" action="/merchant/coupons">${formKey(session)}
<div class="fields">
${field('title', '名称', html`maxlength="${COUPON_TITLE_MAX_LENGTH}" autocomplete="off"`)}
${field('off', '减（元）', html`inputmode="decimal" autocomplete="off"`)}
${field('from', '满（元）', html`inputmode="decimal" autocomplete="off"`)}
<div><label for="category">适用</label><select id="category" name="category"><option value="">全场商品</option>${categories.map(
    ({ slug, name }) => html`<option value="${slug}"${slug === form.category && html` selected`}>${name}</option>`,
  )}</select></div>
${field('units', '张数', html`type="number" min="1" max="${COUPON_QUANTITY_MAX}" step="1"`)}
${field('claimFrom', '从哪天可领', html`type="date"`)}
${field('claimUntil', '领到哪天', html`type="date"`)}
${field('days', '领取后有效天数', html`type="number" min="1" max="${COUPON_DAYS_MAX}" step="1" aria-describedby="days-help"`)}
</div>
<p class="hint" id="days-help">领取当天算第一天。每人每种限领一张。发放后不能改，只能停发。</p>
<button class="main">确认发放</button>
</form></details>`
}

function couponTable(session: MerchantSession, campaigns: readonly Campaign[], categories: readonly Category[]): Html {
  const names = new Map(categories.map(({ slug, name }) => [slug, name]))
  return html`<table class="list">
<caption>最新的在前；已用的包括还没付款的订单占用的</caption>
<thead><tr><th scope="col">优惠券</th><th scope="col">状态</th><th scope="col" class="num">已领</th><th scope="col" class="num">已用</th></tr></thead>
<tbody>${campaigns.map(
    (campaign) => html`<tr>
<th scope="row">${campaign.title}<small>${campaign.category === null ? '全场' : (names.get(campaign.category) ?? campaign.category)}满 ${formatPrice(campaign.thresholdCents)} 减 ${formatPrice(campaign.amountCents)} · ${campaign.claimFrom} 到 ${campaign.claimUntil} 可领 · ${daysText(campaign)}</small></th>
<td>${statusOf(session, campaign)}</td>
<td class="num">${campaign.claimed}<small>共 ${campaign.quantity}</small></td>
<td class="num">${campaign.used}</td>
</tr>`,
  )}</tbody>
</table>`
}

function daysText({ validity }: Campaign): string {
  return 'days' in validity ? `领取后 ${validity.days} 天有效` : `${validity.startsOn} 到 ${validity.endsOn} 有效`
}

function statusOf(session: MerchantSession, { id, title, status }: Campaign): Html {
  if (status === 'stopped') return html`<span class="badge withdrawn">已停发</span>`
  if (!may(session.operator, 'stopCoupon')) return html`<span class="badge active">发放中</span>`
  return html`<span class="badge active">发放中</span>
<details><summary aria-label="停发${title}">停发</summary><form method="post" action="/merchant/coupons/${id}/stop">${formKey(session)}<p>不能再领，已经领到的照样能用。</p><button class="danger">确认停发</button></form></details>`
}

import { formatPrice } from '@domain/money'
import type { OrderStatus } from '@domain/orderState'
import type { StuckRefund } from '../orders/merchant/stuckRefunds'
import type { MerchantOrder } from '../orders/merchant/view'
import { html, type Html } from './html'
import { nextPage } from './layout'
import { STATUS_TEXT, timeText } from './texts'

interface Tab {
  label: string
  statuses: readonly OrderStatus[]
  /** What is over: the latest first. */
  isOver: boolean
}

/** What waits for somebody first. */
export const TABS = {
  toShip: { label: '待发货', statuses: ['paid', 'packed'], isOver: false },
  refunding: { label: '退款中', statuses: ['refunding'], isOver: false },
  onTheWay: { label: '配送中', statuses: ['shipped', 'delivered'], isOver: false },
  unpaid: { label: '待付款', statuses: ['unpaid'], isOver: false },
  done: { label: '已完成', statuses: ['done'], isOver: true },
  refunded: { label: '已退款', statuses: ['refunded'], isOver: true },
  cancelled: { label: '已取消', statuses: ['cancelled'], isOver: true },
} as const satisfies Record<string, Tab>

export type TabName = keyof typeof TABS
export const TAB_NAMES = Object.keys(TABS) as TabName[]
/** Those with a number on them: somebody waits. */
export const COUNTED: readonly OrderStatus[] = [...TABS.toShip.statuses, ...TABS.refunding.statuses]

export interface OrdersPage {
  tab: TabName
  orders: readonly (MerchantOrder & { goods: string })[]
  counts: ReadonlyMap<OrderStatus, number>
  /** Refunds that wait for somebody who may decide on money. */
  stuck: readonly StuckRefund[]
  nextCursor: string | null
}

export function ordersView({ tab, orders, counts, stuck, nextCursor }: OrdersPage): Html {
  return html`
${stuckNote(stuck)}
<form class="find" method="get" action="/merchant/orders" role="search">
<label for="number">订单号</label>
<div class="row"><input id="number" name="number" autocomplete="off" placeholder="260520-7K4M9-QXR2T" required maxlength="32"><button>查找</button></div>
</form>
<nav class="tabs" aria-label="订单状态">${TAB_NAMES.map((name) => tabLink(name, tab, counts))}</nav>
${orders.length === 0 ? html`<p class="empty">这里没有${TABS[tab].label}的订单。</p>` : table(tab, orders)}
${nextPage('/merchant/orders', { tab }, nextCursor)}`
}

function stuckNote(stuck: OrdersPage['stuck']): Html | null {
  if (stuck.length === 0) return null
  return html`<section class="card" aria-labelledby="stuck"><h2 id="stuck">退款卡住了，需要您处理</h2>
<ul class="events">${stuck.map(({ number, amountCents }) => html`<li><a class="number" href="/merchant/orders/${number}#refund">${number}</a> ${formatPrice(amountCents)}</li>`)}</ul></section>`
}

function tabLink(name: TabName, current: TabName, counts: ReadonlyMap<OrderStatus, number>): Html {
  const { label, statuses } = TABS[name]
  const count = statuses.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0)
  return html`<a href="/merchant/orders?tab=${name}"${name === current && html` aria-current="page"`}>${label}${count > 0 && html`<b>${count}</b>`}</a>`
}

function table(tab: TabName, orders: OrdersPage['orders']): Html {
  return html`<table class="list">
<caption>${TABS[tab].label}，${TABS[tab].isOver ? '最新的在前' : '最早的在前'}</caption>
<thead><tr><th scope="col">订单</th><th scope="col">状态</th><th scope="col" class="num">金额</th></tr></thead>
<tbody>${orders.map(
    (order) => html`<tr>
<th scope="row"><a class="number" href="/merchant/orders/${order.number}">${order.number}</a><span class="goods">${order.goods}</span><small><time datetime="${order.createdAt}">${timeText(order.createdAt)}</time></small></th>
<td>${statusBadge(order.status)}</td>
<td class="num">${formatPrice(order.totalCents)}<small>${order.quantity} 件</small></td>
</tr>`,
  )}</tbody>
</table>`
}

export function statusBadge(status: OrderStatus): Html {
  return html`<span class="badge ${status}">${STATUS_TEXT[status]}</span>`
}

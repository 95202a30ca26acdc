import { formatPrice } from '@domain/money'
import type { BatchStatus } from '../catalogue/tables'
import { html, type Html } from './html'
import { formKey, nextPage } from './layout'
import type { MerchantSession } from './sessions'
import { timeText } from './texts'

export interface BatchRow {
  id: string
  code: string
  name: string
  spec: string
  productCode: string
  productionDate: string
  expiresOn: string
  stock: number
  /** Units held by unpaid orders; `stock` has them. */
  reserved: number
  /** Units paid for and not packed: on the shelf, and no more in `stock`. */
  toPack: number
  status: BatchStatus
}

export interface BatchChange {
  at: string
  operator: string
  detail: Record<string, unknown>
}

const STATUS_TEXT: Record<BatchStatus, string> = { active: '在售', withdrawn: '已下架' }

export interface BatchesPage {
  query: string
  batches: readonly BatchRow[]
  nextCursor: string | null
}

export function batchesView({ query, batches, nextCursor }: BatchesPage): Html {
  return html`
<form class="find" method="get" action="/merchant/batches" role="search">
<label for="q">商品名或编号</label>
<div class="row"><input id="q" name="q" value="${query}" maxlength="40" autocomplete="off"><button>查找</button></div>
</form>
${batches.length === 0 ? html`<p class="empty">没有找到还没到期的批次。</p>` : batchTable(batches)}
${nextPage('/merchant/batches', { q: query }, nextCursor)}`
}

function batchTable(batches: readonly BatchRow[]): Html {
  return html`<table class="list">
<caption>还没到期的批次，最先到期的在前</caption>
<thead><tr><th scope="col">批次</th><th scope="col">状态</th><th scope="col" class="num">库存</th></tr></thead>
<tbody>${batches.map(
    (batch) => html`<tr>
<th scope="row"><a href="/merchant/batches/${batch.id}">${batch.name} ${batch.spec}</a><small>${batch.expiresOn} 到期 · 批号 ${batch.code}</small></th>
<td>${statusOf(batch)}</td>
<td class="num">${batch.stock}${batch.reserved > 0 && html`<small>占用 ${batch.reserved}</small>`}${batch.toPack > 0 && html`<small>待打包 ${batch.toPack}</small>`}</td>
</tr>`,
  )}</tbody>
</table>`
}

export interface BatchPage {
  session: MerchantSession
  batch: BatchRow
  changes: readonly BatchChange[]
}

export function batchView({ session, batch, changes }: BatchPage): Html {
  const form = (action: string, fields: Html) => html`<form method="post" action="/merchant/batches/${batch.id}/${action}">${formKey(session)}${fields}</form>`
  return html`
<p class="back"><a href="/merchant/batches">全部批次</a></p>
<p class="facts">${statusOf(batch)} <b>${batch.expiresOn} 到期</b> ${batch.spec} · 批号 ${batch.code} · 商品编号 ${batch.productCode} · 生产于 ${batch.productionDate}</p>
<section class="card" aria-labelledby="stock"><h2 id="stock">库存</h2>
<p>架上应有 <b>${onShelf(batch)}</b> 件：可卖 <b>${batch.stock - batch.reserved}</b> 件，未付款占用 <b>${batch.reserved}</b> 件，已付款待打包 <b>${batch.toPack}</b> 件。</p>
${form('stock', html`<input type="hidden" name="seenOnShelf" value="${onShelf(batch)}">
<label for="units">架上清点到的件数</label>
<div class="row"><input id="units" name="units" type="number" inputmode="numeric" min="${batch.reserved + batch.toPack}" max="9999999" step="1" value="${onShelf(batch)}" required aria-describedby="units-help"><button class="main">保存</button></div>
<p class="hint" id="units-help">架上有多少就填多少：占用的、已付款待打包的都要数进去，系统会自己减掉；已经打包装箱的不数。</p>`)}
</section>
<section class="card" aria-labelledby="sale"><h2 id="sale">销售</h2>
${batch.status === 'active'
    ? html`<details><summary>下架这一批</summary>${form('status', html`<input type="hidden" name="status" value="withdrawn"><p>买家立刻看不到它；已下的订单不受影响。</p><button class="danger">确认下架</button>`)}</details>`
    : form('status', html`<input type="hidden" name="status" value="active"><p>这一批已下架，买家看不到。</p><button class="main">重新上架</button>`)}
</section>
${changes.length > 0 && html`<section class="card" aria-labelledby="changes"><h2 id="changes">操作记录</h2>
<ol class="events">${changes.map(({ at, operator, detail }) => html`<li><time datetime="${at}">${timeText(at)}</time> ${operator} ${changeText(detail)}</li>`)}</ol></section>`}`
}

/** What a clerk should find there. */
export function onShelf({ stock, toPack }: Pick<BatchRow, 'stock' | 'toPack'>): number {
  return stock + toPack
}

function statusOf({ status }: BatchRow): Html {
  return html`<span class="badge ${status}">${STATUS_TEXT[status]}</span>`
}

/** How the record tells what `adjustBatch` or an import noted. */
const NOTED: readonly { name: string; say: (before: string, after: string) => string }[] = [
  { name: 'stock', say: (before, after) => `库存 ${before} → ${after}` },
  { name: 'status', say: (before, after) => `${statusText(before)} → ${statusText(after)}` },
  { name: 'listPriceCents', say: (before, after) => `原价 ${formatPrice(Number(before))} → ${formatPrice(Number(after))}` },
  { name: 'ladder', say: () => '降价阶梯已改' },
  { name: 'expiresOn', say: (before, after) => `到期日 ${before} → ${after}` },
]

export function changeText({ before, after }: Record<string, unknown>): string {
  return (
    NOTED.filter(({ name }) => part(before, name) !== part(after, name))
      .map(({ name, say }) => say(part(before, name), part(after, name)))
      .join('，') || '没有变化'
  )
}

function part(state: unknown, name: string): string {
  const value = typeof state === 'object' && state !== null ? (state as Record<string, unknown>)[name] : undefined
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function statusText(status: string): string {
  return status === 'active' || status === 'withdrawn' ? STATUS_TEXT[status] : status
}

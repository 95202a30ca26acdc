import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Cursor, Strict } from '@contract/common'
import type { Selectable } from 'kysely'
import { demand } from '../orders/merchant/roles'
import type { MerchantEventTable } from '../orders/tables'
import { changeText } from './batchView'
import { atWork } from './guard'
import { html, type Html } from './html'
import { nextPage, sendPage } from './layout'
import type { PageDeps } from './orderRoutes'
import { actionText, timeText } from './texts'

const PER_PAGE = 100

type EventRow = Selectable<MerchantEventTable>

/** Who did what, latest first: for managers. */
export const recordRoutes: FastifyPluginAsyncTypebox<PageDeps> = async (app, { deps, cursors }) => {
  app.get('/record', { schema: { hide: true, querystring: Type.Object({ cursor: Type.Optional(Cursor) }, Strict) } }, async (request, reply) => {
    demand(atWork(request).operator, 'viewRecord')
    const scope = 'merchant/record'
    let query = deps.db.selectFrom('merchant_event').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(PER_PAGE + 1)
    if (request.query.cursor !== undefined) {
      const [at = '', id = ''] = cursors.open(scope, request.query.cursor)
      query = query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(new Date(at), String(id))))
    }
    const rows = await query.execute()
    const shown = rows.slice(0, PER_PAGE)
    const last = rows.length > PER_PAGE ? shown.at(-1) : undefined
    return sendPage(request, reply, { title: '记录', section: 'record', main: recordView(shown, last ? cursors.seal(scope, [last.at.toISOString(), last.id]) : null) })
  })
}

function recordView(events: readonly EventRow[], nextCursor: string | null): Html {
  return html`${events.length === 0 ? html`<p class="empty">还没有记录。</p>` : html`<table class="list">
<caption>谁在什么时候做了什么，最新的在前；记录不能修改</caption>
<thead><tr><th scope="col">时间</th><th scope="col">人员</th><th scope="col">操作</th></tr></thead>
<tbody>${events.map((event) => html`<tr>
<td class="when"><time datetime="${event.at.toISOString()}">${timeText(event.at.toISOString())}</time></td>
<td class="name">${event.operator}</td>
<td>${actionText(event.action)}${about(event)}</td>
</tr>`)}</tbody></table>`}
${nextPage('/merchant/record', {}, nextCursor)}`
}

function about({ action, order_number: number, batch_id: batchId, detail }: EventRow): Html | null {
  if (number !== null) return html`<small><a class="number" href="/merchant/orders/${number}">${number}</a></small>`
  if (batchId !== null) return html`<small><a href="/merchant/batches/${batchId}">${changeText(detail)}</a></small>`
  if (action.endsWith('Coupon') && typeof detail['title'] === 'string') return html`<small>${detail['title']}</small>`
  return action.endsWith('Operator') && typeof detail['name'] === 'string' ? html`<small>${detail['name']}</small>` : null
}

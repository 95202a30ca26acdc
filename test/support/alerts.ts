import type { FavouriteIds } from '../../contract/favourites'
import type { AlertNotice, NoticeList } from '../../contract/sessions'
import { todayInShanghai } from '../../domain/calendarDay'
import { inTransaction } from '../../server/database/transaction'
import { refreshProducts } from '../../server/modules/catalogue/listing'
import type { Goods, OrderApp } from './orders'

/** What shoppers with alerts do, and what the merchant does to their favourites. */
export function alerting(t: OrderApp) {
  const path = ({ productId }: Pick<Goods, 'productId'>) => `/v1/me/favourites/${productId}/alert`
  const grant = (shopper: string) => t.wechat.inject({ method: 'POST', url: '/sandbox/subscriptions', payload: { shopper, templateIds: ['sandbox-alert'] } })
  return {
    grant,
    set: (token: string, goods: Pick<Goods, 'productId'>, message = false) => t.call('PUT', path(goods), { token, body: { message } }),
    drop: (token: string, goods: Pick<Goods, 'productId'>) => t.call('DELETE', path(goods), { token }),
    ids: async (token: string) => (await t.call('GET', '/v1/me/favourites/ids', { token })).json<FavouriteIds>(),
    /** Oldest first. */
    told: async (token: string): Promise<AlertNotice[]> => {
      const { items } = (await t.call('GET', '/v1/me/notices', { token })).json<NoticeList>()
      return items.filter((notice): notice is AlertNotice => ['backInStock', 'priceFell', 'lastDays'].includes(notice.kind)).reverse()
    },
    /** As an import or the merchant's page would. */
    move: async ({ batchId, productId }: Goods, change: { list_price_cents?: number; stock?: number }) =>
      inTransaction(t.database.db, async (trx) => {
        await trx.updateTable('batch').set(change).where('id', '=', batchId).execute()
        await refreshProducts(trx, [productId], todayInShanghai(t.clock.now()))
      }),
    messages: async (shopper: string) => (await t.wechat.inject('/sandbox/messages')).json<{ shopper: string; templateId: string; page: string; data: object }[]>().filter((message) => message.shopper === shopper),
  }
}

import { addDays, todayInShanghai } from '../../../domain/calendarDay'
import { connect } from '../../../server/database/connect'
import { findRunningShop } from '../../../server/database/embedded'
import { inTransaction } from '../../../server/database/transaction'
import { refreshProducts } from '../../../server/modules/catalogue/listing'
import { tellAlerts } from '../../../server/modules/favourites/tellAlerts'
import type { Shop } from './shop'

interface Goods {
  /** Free units, beyond what unpaid orders hold. */
  stock?: number
  list_price_cents?: number
}

/** As they were before this worker's journeys moved them. */
const untouched = new Map<string, Required<Goods>>()

/** Changes a batch behind the shopper's back, as a sale or a merchant would; until the journey ends, see `putBackGoods`. */
export async function moveGoods(shop: Pick<Shop, 'dataDir'>, batchId: string, goods: Goods): Promise<void> {
  await withDatabase(shop, async (db) => {
    const before = await db.selectFrom('batch').select(['stock', 'list_price_cents']).where('id', '=', batchId).executeTakeFirstOrThrow()
    if (!untouched.has(batchId)) untouched.set(batchId, before)
    const { stock, ...others } = goods
    await db
      .updateTable('batch')
      .set((eb) => ({ ...others, ...(stock === undefined ? {} : { stock: eb('reserved', '+', stock) }) }))
      .where('id', '=', batchId)
      .execute()
  })
}

/** The price of what is offered of a product falls, and whoever has an alert on it is told, at noon: by night nobody is. */
export async function dropPrice(shop: Pick<Shop, 'dataDir'>, productId: string): Promise<void> {
  const today = todayInShanghai(Date.now())
  await withDatabase(shop, async (db) => {
    const offered = await db.selectFrom('product_listing').select(['batch_id', 'list_price_cents']).where('product_id', '=', productId).executeTakeFirstOrThrow()
    await moveGoods(shop, offered.batch_id, { list_price_cents: Math.ceil(offered.list_price_cents / 2) })
    await inTransaction(db, (trx) => refreshProducts(trx, [productId], today))
    await tellAlerts({ db, clock: { now: () => Date.parse(`${today}T12:00:00+08:00`) } })
  })
}

/** The next journey in the same shop finds everything on the shelf again. */
export async function putBackGoods(shop: Pick<Shop, 'dataDir'>): Promise<void> {
  if (untouched.size === 0) return
  await withDatabase(shop, (db) =>
    inTransaction(db, async (trx) => {
      for (const [batchId, { stock, list_price_cents }] of untouched) {
        // What was ordered meanwhile may hold more than there was.
        await trx.updateTable('batch').set((eb) => ({ list_price_cents, stock: eb.fn('greatest', ['reserved', eb.val(stock)]) })).where('id', '=', batchId).execute()
      }
      // An order may have taken the moved price into the lists.
      const products = await trx.selectFrom('batch').select('product_id').where('id', 'in', [...untouched.keys()]).execute()
      await refreshProducts(trx, products.map((row) => row.product_id), todayInShanghai(Date.now()))
    }),
  )
  untouched.clear()
}

/** What was sold in an order bears another date: time cannot be let pass here. */
export async function moveDates(shop: Pick<Shop, 'dataDir'>, number: string, daysLeft: number): Promise<void> {
  const expires_on = addDays(todayInShanghai(Date.now()), daysLeft)
  await withDatabase(shop, async (db) => {
    const order = db.selectFrom('shop_order').select('id').where('number', '=', number)
    await db.updateTable('order_line').set({ expires_on }).where('order_id', 'in', order).execute()
  })
}

async function withDatabase(shop: Pick<Shop, 'dataDir'>, use: (db: ReturnType<typeof connect>) => Promise<void>): Promise<void> {
  const url = await findRunningShop(shop.dataDir)
  if (url === null) throw new Error('the shop is not running')
  const db = connect({ url, poolSize: 1 })
  try {
    await use(db)
  } finally {
    await db.destroy()
  }
}

import { connect } from '../../../server/database/connect'
import { findRunningShop } from '../../../server/database/embedded'
import type { Shop } from './shop'

interface Goods {
  stock?: number
  list_price_cents?: number
}

/** Changes a batch behind the shopper's back, as a sale or a merchant would. */
export async function moveGoods(shop: Pick<Shop, 'dataDir'>, batchId: string, goods: Goods): Promise<void> {
  const url = await findRunningShop(shop.dataDir)
  if (url === null) throw new Error('the shop is not running')
  const db = connect({ url, poolSize: 1 })
  try {
    await db.updateTable('batch').set(goods).where('id', '=', batchId).execute()
  } finally {
    await db.destroy()
  }
}

import { sql } from 'kysely'
import { inTransaction } from '../../../database/transaction'
import { problem } from '../../../errors'
import type { BackOfficeDeps } from '../deps'
import { lockOrder } from '../transition'
import { recordMerchantEvent } from './audit'
import type { Deed } from './fulfilment'
import { demand, type Operator } from './roles'

/** The order's page shows its photos each time it is loaded: within an hour that is one look. */
const SAME_LOOK_MS = 3_600_000

/** A photo of a refund that was asked for. Who looks is on record. Throws `not_permitted`, `not_found`. */
export async function readRefundPhoto(deps: BackOfficeDeps, operator: Operator, id: string): Promise<Buffer> {
  demand(operator, 'readRefundPhoto')
  const photo = await deps.db
    .selectFrom('refund_photo as f')
    .innerJoin('shop_order as o', 'o.id', 'f.order_id')
    .select(['f.content', 'o.number'])
    .where('f.id', '=', id)
    .where('f.refund_id', 'is not', null)
    .executeTakeFirst()
  if (!photo) throw problem('not_found')
  await recordLook(deps, { operator, number: photo.number }, id)
  return photo.content
}

async function recordLook(deps: BackOfficeDeps, { operator, number }: Deed, photoId: string): Promise<void> {
  await inTransaction(deps.db, async (trx) => {
    // Locked: of two requests for one photo at a time the second finds what the first has written.
    await lockOrder(trx, { number })
    const now = deps.clock.now()
    const before = await trx
      .selectFrom('merchant_event')
      .select('id')
      .where('order_number', '=', number)
      .where('at', '>', new Date(now - SAME_LOOK_MS))
      .where('operator', '=', operator.name)
      .where('action', '=', 'readRefundPhoto')
      .where(sql`detail ->> 'photoId'`, '=', photoId)
      .executeTakeFirst()
    if (!before) await recordMerchantEvent(trx, now, { operator: operator.name, action: 'readRefundPhoto', orderNumber: number, detail: { photoId } })
  })
}

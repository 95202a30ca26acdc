import { todayInShanghai } from '@domain/calendarDay'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import type { BackOfficeDeps } from '../orders/deps'
import { unitsToPack } from '../orders/merchant/shelf'
import type { BatchChange, BatchRow } from './batchView'

export interface BatchPosition {
  expiresOn: string
  id: string
}

const CHANGES_AT_MOST = 20

/** Batches that are not past their date, first expiring first; of the products whose name or code says `query`. */
export async function listBatches({ db, clock }: BackOfficeDeps, query: string, after: BatchPosition | null, limit: number): Promise<BatchRow[]> {
  let rows = select(db)
    .where('b.expires_on', '>=', todayInShanghai(clock.now()))
    .orderBy('b.expires_on')
    .orderBy('b.id')
    .limit(limit)
  // Read from the first to the last: this is asked for a few times a day, and finds what the lists of the shop leave out.
  if (query !== '') rows = rows.where((eb) => eb.or([eb('p.code', '=', query), eb(sql`strpos(lower(p.name), ${query.toLowerCase()})`, '>', 0)]))
  if (after) rows = rows.where((eb) => eb(eb.refTuple('b.expires_on', 'b.id'), '>', eb.tuple(after.expiresOn, after.id)))
  return rows.execute()
}

/** Throws `not_found`. */
export async function readBatch({ db }: BackOfficeDeps, id: string): Promise<BatchRow> {
  const row = await select(db).where('b.id', '=', id).executeTakeFirst()
  if (!row) throw problem('not_found')
  return row
}

/** What the merchant's people changed, latest first. */
export async function listChanges({ db }: BackOfficeDeps, batchId: string): Promise<BatchChange[]> {
  const rows = await db
    .selectFrom('merchant_event')
    .select(['at', 'operator', 'detail'])
    .where('batch_id', '=', batchId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(CHANGES_AT_MOST)
    .execute()
  return rows.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest }))
}

function select(db: Kysely<Database>) {
  return db
    .selectFrom('batch as b')
    .innerJoin('product as p', 'p.id', 'b.product_id')
    .select(['b.id', 'b.code', 'p.name', 'p.spec', 'p.code as productCode', 'b.production_date as productionDate', 'b.expires_on as expiresOn', 'b.stock', 'b.reserved', 'b.status'])
    .select(unitsToPack('b.id').as('toPack'))
}

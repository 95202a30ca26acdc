import { readFile } from 'node:fs/promises'
import { addDays, todayInShanghai } from '@domain/calendarDay'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock'
import type { Database } from '../../database/schema'
import { inTransaction } from '../../database/transaction'
import { insertCampaign } from './campaigns'

/** As `data/coupons.json` has them: days count from the one of loading. */
interface SampleCoupon {
  title: string
  amountCents: number
  thresholdCents: number
  category: string | null
  quantity: number
  claimDays: number
  validDays: number
}

/** Offers the sample's coupons in a shop that has none: beside the sample goods, so that a newcomer sees some. Answers how many. */
export async function loadSampleCoupons(db: Kysely<Database>, clock: Clock, file: string): Promise<number> {
  const samples = JSON.parse(await readFile(file, 'utf8')) as SampleCoupon[]
  const now = clock.now()
  const today = todayInShanghai(now)
  return inTransaction(db, async (trx) => {
    if (await trx.selectFrom('coupon').select('id').limit(1).executeTakeFirst()) return 0
    for (const { claimDays, validDays, ...sample } of samples) {
      await insertCampaign(trx, { ...sample, claimFrom: today, claimUntil: addDays(today, claimDays - 1), validity: { days: validDays } }, now)
    }
    return samples.length
  })
}

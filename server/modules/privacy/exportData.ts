import type { Kysely } from 'kysely'
import type { PersonalData } from '@contract/privacy'
import type { Clock } from '../../clock'
import type { Database } from '../../database/schema'
import { PERSONAL_DATA } from './registry'
import type { PersonalDataDeps } from './section'

/** Everything about one shopper, as of one moment: the parts are read in one snapshot and fit together. */
export async function exportData(deps: PersonalDataDeps & { db: Kysely<Database>; clock: Clock }, userId: string): Promise<PersonalData> {
  const parts = await deps.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const read: Partial<PersonalData>[] = []
      for (const section of PERSONAL_DATA) if (section.export) read.push(await section.export(trx, deps, userId))
      return read
    })
  // The serialiser of the route fails for a part that no section has given.
  return Object.assign({ exportedAt: new Date(deps.clock.now()).toISOString() }, ...parts) as PersonalData
}

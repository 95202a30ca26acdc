import type { Transaction } from 'kysely'
import type { MeUpdate } from '@contract/identity'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { recordConsent } from './accounts'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'

/** Applies what is given. A name of nothing but spaces is no name. Throws `consent_required` for a profile without consent. */
export async function updateMe(trx: Transaction<Database>, deps: IdentityDeps, userId: string, update: MeUpdate, caller: Caller): Promise<void> {
  if (update.consent) await recordConsent(trx, deps, userId, update.consent, caller)
  if (update.nickname === undefined) return
  const changed = await trx
    .updateTable('user_account')
    .set({ nickname: update.nickname?.trim() || null })
    .where('id', '=', userId)
    .where('consent_version', 'is not', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw problem('consent_required')
}

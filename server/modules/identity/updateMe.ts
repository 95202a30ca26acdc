import type { Transaction } from 'kysely'
import type { MeUpdate } from '@contract/identity'
import type { Database } from '../../database/schema'
import { recordConsent } from './accounts'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'

/** Applies what is given. A name of nothing but spaces is no name. */
export async function updateMe(trx: Transaction<Database>, deps: IdentityDeps, userId: string, update: MeUpdate, caller: Caller): Promise<void> {
  if (update.nickname !== undefined) {
    await trx
      .updateTable('user_account')
      .set({ nickname: update.nickname?.trim() || null })
      .where('id', '=', userId)
      .execute()
  }
  if (update.consent) {
    await recordConsent(trx, deps, userId, update.consent, caller)
    await recordEvent(deps, caller, { kind: 'consent', result: 'ok', userId, detail: update.consent.version }, trx)
  }
}

import type { Kysely } from 'kysely'
import { CONSENT_VERSION } from '@contract/limits'
import type { Database } from '../../database/schema'
import type { Vault } from '../../security/vault'

const BATCH = 500

/** As whom statistics know an account: a keyed hash that leads back to nobody. */
export function analyticsMark(vault: Vault, userId: string): string {
  return vault.mark('analytics', userId)
}

/**
 * Which of these stand by usage statistics now, in the version of the text that holds: not who took it back, on whatever
 * device, nor who is being deleted or belongs to another account by now.
 */
export async function findTracked(db: Kysely<Database>, marks: readonly string[]): Promise<Set<string>> {
  if (marks.length === 0) return new Set()
  const rows = await db
    .selectFrom('user_account')
    .select('analytics_mark')
    .where('analytics_mark', 'in', marks)
    .where('status', '=', 'active')
    .where('consent_version', '=', CONSENT_VERSION)
    .where('analytics_consent_version', '=', CONSENT_VERSION)
    .execute()
  return new Set(rows.flatMap((row) => row.analytics_mark ?? []))
}

/** For accounts that allowed statistics before the mark was kept. Any number of instances may do it at once. */
export async function fillAnalyticsMarks(db: Kysely<Database>, vault: Vault): Promise<void> {
  for (;;) {
    const rows = await db.selectFrom('user_account').select('id').where('analytics_consent_version', 'is not', null).where('analytics_mark', 'is', null).limit(BATCH).execute()
    for (const { id } of rows) {
      // Not for who took it back meanwhile.
      await db.updateTable('user_account').set({ analytics_mark: analyticsMark(vault, id) }).where('id', '=', id).where('analytics_consent_version', 'is not', null).execute()
    }
    if (rows.length < BATCH) return
  }
}

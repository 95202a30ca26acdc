import type { Kysely, Transaction } from 'kysely'
import type { Consent } from '@contract/identity'
import type { ConsentPurpose, ConsentRecord } from '@contract/privacy'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { newId } from '../../ids'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { analyticsMark } from './tracked'

type Trx = Transaction<Database>

/** Where the account keeps the version that stands for each purpose. */
const COLUMNS = { agreement: 'consent_version', analytics: 'analytics_consent_version' } as const satisfies Record<ConsentPurpose, string>

const LISTED = 100

export async function insertConsent(trx: Trx, deps: Pick<IdentityDeps, 'clock'>, userId: string, purpose: ConsentPurpose, version: string, caller: Caller): Promise<void> {
  await trx
    .insertInto('consent')
    .values({ id: newId(), user_id: userId, purpose, version, channel: caller.client, given_at: new Date(deps.clock.now()), withdrawn_at: null, withdrawn_channel: null })
    .execute()
}

/**
 * Records a consent; one that stands in the same version already changes nothing. Throws `consent_required` for anything
 * optional while the agreement itself is missing.
 */
export async function giveConsent(trx: Trx, deps: IdentityDeps, userId: string, purpose: ConsentPurpose, version: string, caller: Caller): Promise<void> {
  const column = COLUMNS[purpose]
  const account = await lockAccount(trx, userId)
  if (purpose !== 'agreement' && account.consent_version === null) throw problem('consent_required')
  if (account[column] === version) return
  const known = purpose === 'analytics' ? { analytics_mark: analyticsMark(deps.vault, userId) } : {}
  await trx.updateTable('user_account').set({ [column]: version, ...known }).where('id', '=', userId).execute()
  await insertConsent(trx, deps, userId, purpose, version, caller)
  await recordEvent(deps, caller, { kind: 'consent', result: 'ok', userId, detail: `${purpose} ${version}` }, trx)
}

/** Takes over what a guest allowed on his device; an account that ever chose for itself, yes or no, keeps its own choice. */
export async function adoptTracking(trx: Trx, deps: IdentityDeps, userId: string, { version, analytics }: Consent, caller: Caller): Promise<void> {
  if (!analytics) return
  const chosen = await trx.selectFrom('consent').select('id').where('user_id', '=', userId).where('purpose', '=', 'analytics').limit(1).executeTakeFirst()
  if (!chosen) await giveConsent(trx, deps, userId, 'analytics', version, caller)
}

/** Ends a consent, and with the agreement all others. One that does not stand changes nothing. */
export async function withdrawConsent(trx: Trx, deps: IdentityDeps, userId: string, purpose: ConsentPurpose, caller: Caller): Promise<void> {
  const account = await lockAccount(trx, userId)
  const ending = purpose === 'agreement' ? (['analytics', 'agreement'] as const) : ([purpose] as const)
  for (const each of ending) {
    const column = COLUMNS[each]
    const version = account[column]
    if (version === null) continue
    const forgotten = each === 'analytics' ? { analytics_mark: null } : {}
    await trx.updateTable('user_account').set({ [column]: null, ...forgotten }).where('id', '=', userId).execute()
    await trx
      .updateTable('consent')
      .set({ withdrawn_at: new Date(deps.clock.now()), withdrawn_channel: caller.client })
      .where('user_id', '=', userId)
      .where('purpose', '=', each)
      .where('withdrawn_at', 'is', null)
      .execute()
    await recordEvent(deps, caller, { kind: 'consentWithdrawn', result: 'ok', userId, detail: `${each} ${version}` }, trx)
  }
}

/** Newest first, the latest hundred. */
export async function listConsents(db: Kysely<Database>, userId: string): Promise<ConsentRecord[]> {
  const rows = await db
    .selectFrom('consent')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LISTED)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    purpose: row.purpose,
    version: row.version,
    channel: row.channel,
    givenAt: row.given_at.toISOString(),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    withdrawnChannel: row.withdrawn_channel,
  }))
}

async function lockAccount(trx: Trx, userId: string) {
  const row = await trx
    .selectFrom('user_account')
    .select(['consent_version', 'analytics_consent_version'])
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw problem('session_expired')
  return row
}

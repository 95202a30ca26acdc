import type { Kysely, Transaction } from 'kysely'
import type { Consent, Me } from '@contract/identity'
import { NICKNAME_MAX_LENGTH } from '@contract/limits'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import { adoptTracking, insertConsent } from './consents'
import { findDeletionDue, undoDeletion } from './deletions'
import type { IdentityDeps } from './deps'
import { presentMe } from './present'
import type { UserAccountTable } from './tables'

/** Since 2021 WeChat answers this name for everybody who did not type one. */
const ANONYMOUS_NAME = '微信用户'

type Trx = Transaction<Database>

/** A person new to the shop. The agreement is part of it: no row about anybody exists without one. */
export async function createUser(trx: Trx, deps: IdentityDeps, consent: Consent, caller: Caller): Promise<string> {
  const id = newId()
  const now = new Date(deps.clock.now())
  await trx
    .insertInto('user_account')
    .values({
      id,
      nickname: null,
      avatar_url: null,
      consent_version: consent.version,
      analytics_consent_version: null,
      status: 'active',
      created_at: now,
      last_signed_in_at: now,
    })
    .execute()
  await insertConsent(trx, deps, id, 'agreement', consent.version, caller)
  await adoptTracking(trx, deps, id, consent, caller)
  return id
}

/** Keeps what was agreed to, once per version. Older releases of the app show, and name, an older text. */
export async function recordConsent(trx: Trx, deps: IdentityDeps, userId: string, consent: Consent, caller: Caller): Promise<void> {
  const changed = await trx
    .updateTable('user_account')
    .set({ consent_version: consent.version })
    .where('id', '=', userId)
    .where((eb) => eb.or([eb('consent_version', 'is', null), eb('consent_version', '!=', consent.version)]))
    .executeTakeFirst()
  if (changed.numUpdatedRows > 0n) {
    await insertConsent(trx, deps, userId, 'agreement', consent.version, caller)
    await recordEvent(deps, caller, { kind: 'consent', result: 'ok', userId, detail: `agreement ${consent.version}` }, trx)
  }
  await adoptTracking(trx, deps, userId, consent, caller)
}

/**
 * Takes the user's row for the rest of the transaction, so that whatever is counted per user (sessions,
 * addresses, favourites, the one number) is counted by one at a time. False: there is no such user, or none any more: an
 * account that is being deleted, or was joined into another in this moment, takes nothing in that would stay behind.
 */
export async function lockUser(trx: Trx, userId: string): Promise<boolean> {
  return (await holdUser(trx, userId)) === 'active'
}

/** The same for an account in any state; undefined when there is none. */
export async function holdUser(trx: Trx, userId: string): Promise<UserAccountTable['status'] | undefined> {
  const row = await trx.selectFrom('user_account').select('status').where('id', '=', userId).forUpdate().executeTakeFirst()
  return row?.status
}

/**
 * Locks the user for a sign-in and notes it. An account that is being deleted is let in by `undoneBy`, who thereby takes
 * the deletion back. Throws `account_deleting` without, `account_limited` for a disabled account, `LostRace`
 * for one that was joined into another since it was looked up.
 */
export async function admitUser(trx: Trx, deps: IdentityDeps, userId: string, undoneBy?: Caller): Promise<void> {
  if (undoneBy && (await undoDeletion(trx, deps, userId))) {
    await recordEvent(deps, undoneBy, { kind: 'deletionUndone', result: 'ok', userId }, trx)
  }
  const row = await trx
    .updateTable('user_account')
    .set({ last_signed_in_at: new Date(deps.clock.now()) })
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .returning('id')
    .executeTakeFirst()
  if (!row) await refuseEntry(trx, userId)
}

/** Throws why nobody enters this account. */
export async function refuseEntry(trx: Trx, userId: string): Promise<never> {
  const status = await holdUser(trx, userId)
  // Erased or joined into another a moment ago, or active again: whoever signs in looks once more.
  if (status === undefined || status === 'merged' || status === 'active') throw new LostRace()
  const dueAt = await findDeletionDue(trx, userId)
  throw dueAt ? problem('account_deleting', { deletionDueAt: dueAt.toISOString() }) : problem('account_limited')
}

/** The account that this one signs in to: itself, unless it was joined into another (and that again into another). */
export async function findSurvivor(trx: Trx, userId: string): Promise<string> {
  const row = await trx.selectFrom('user_account').select('merged_into').where('id', '=', userId).executeTakeFirst()
  return row?.merged_into ? findSurvivor(trx, row.merged_into) : userId
}

/** A name that WeChat knows, for an account that has none. */
export async function fillNickname(trx: Trx, userId: string, nickname: string): Promise<void> {
  if (nickname === ANONYMOUS_NAME) return
  await trx
    .updateTable('user_account')
    .set({ nickname: [...nickname].slice(0, NICKNAME_MAX_LENGTH).join('') })
    .where('id', '=', userId)
    .where('nickname', 'is', null)
    .execute()
}

/** The owner's own view of the account. */
export async function readMe(db: Kysely<Database>, deps: Pick<IdentityDeps, 'vault'>, userId: string): Promise<Me> {
  const row = await db
    .selectFrom('user_account')
    .leftJoin('phone_binding', 'phone_binding.user_id', 'user_account.id')
    .select(['user_account.id', 'nickname', 'avatar_url', 'consent_version', 'analytics_consent_version', 'created_at', 'phone_binding.phone as sealed_phone'])
    .where('user_account.id', '=', userId)
    .executeTakeFirst()
  if (!row) throw problem('session_expired')
  return presentMe(row, deps.vault)
}

import type { Kysely, Transaction } from 'kysely'
import type { Consent, Me } from '@contract/identity'
import { NICKNAME_MAX_LENGTH } from '@contract/limits'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { presentMe } from './present'

/** Since 2021 WeChat answers this name for everybody who did not type one. */
const ANONYMOUS_NAME = '微信用户'

type Trx = Transaction<Database>

/** A person new to the shop. The agreement is part of it: no row about anybody exists without one. */
export async function createUser(trx: Trx, deps: IdentityDeps, consent: Consent, caller: Caller): Promise<string> {
  const id = newId()
  const now = new Date(deps.clock.now())
  await trx
    .insertInto('user_account')
    .values({ id, nickname: null, avatar_url: null, consent_version: null, status: 'active', created_at: now, last_signed_in_at: now })
    .execute()
  await recordConsent(trx, deps, id, consent, caller)
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
  if (changed.numUpdatedRows === 0n) return
  await trx
    .insertInto('consent')
    .values({ id: newId(), user_id: userId, version: consent.version, channel: caller.client, given_at: new Date(deps.clock.now()) })
    .execute()
}

/**
 * Takes the user's row for the rest of the transaction, so that whatever is counted per user (sessions,
 * addresses, favourites, the one number) is counted by one at a time. False: there is no such user, or no longer: an
 * account that was joined into another in this moment takes nothing in that would stay behind.
 */
export async function lockUser(trx: Trx, userId: string): Promise<boolean> {
  const row = await trx.selectFrom('user_account').select('id').where('id', '=', userId).where('status', '=', 'active').forUpdate().executeTakeFirst()
  return row !== undefined
}

/**
 * Locks the user for a sign-in and notes it. Throws `account_limited` for a disabled account, `LostRace` for one that was
 * joined into another since it was looked up.
 */
export async function admitUser(trx: Trx, deps: IdentityDeps, userId: string): Promise<void> {
  const row = await trx
    .updateTable('user_account')
    .set({ last_signed_in_at: new Date(deps.clock.now()) })
    .where('id', '=', userId)
    .where('status', '=', 'active')
    .returning('id')
    .executeTakeFirst()
  if (!row) throw await whyNotAdmitted(trx, userId)
}

async function whyNotAdmitted(trx: Trx, userId: string): Promise<Error> {
  const row = await trx.selectFrom('user_account').select('status').where('id', '=', userId).executeTakeFirst()
  return row?.status === 'merged' ? new LostRace() : problem('account_limited')
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
    .select(['user_account.id', 'nickname', 'avatar_url', 'consent_version', 'created_at', 'phone_binding.phone as sealed_phone'])
    .where('user_account.id', '=', userId)
    .executeTakeFirst()
  if (!row) throw problem('session_expired')
  return presentMe(row, deps.vault)
}

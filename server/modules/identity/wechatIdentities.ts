import type { Transaction } from 'kysely'
import type { Consent } from '@contract/identity'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import { admitUser, createUser, holdUser, recordConsent } from './accounts'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { refuseEnded } from './sessionList'
import type { WechatProvider } from './tables'

type Trx = Transaction<Database>

/** Somebody whom WeChat vouches for. An openid means something within one app alone; a unionid, across them. */
export interface WechatSubject {
  provider: WechatProvider
  appId: string
  openid: string
  unionid: string | null
}

export interface Entry {
  userId: string
  identityId: string
  openid: string
  isNewUser: boolean
}

/**
 * Finds or makes the account of a WeChat login, inside the caller's transaction:
 * openid known → that user; else unionid known → a further identity of that user; else a new user, who must
 * have agreed (`not_registered` otherwise, and nothing is written).
 */
export async function enterByWechat(
  trx: Trx,
  deps: IdentityDeps,
  subject: WechatSubject,
  consent: Consent | undefined,
  caller: Caller,
  undoDeletion = false,
): Promise<Entry> {
  const known = await findIdentity(trx, subject)
  const entry = known ?? (await register(trx, deps, subject, consent, caller))
  await admitUser(trx, deps, entry.userId, undoDeletion ? caller : undefined)
  if (known && !consent) await refuseEnded(trx, known.identityId)
  if (known && subject.unionid) await linkUnion(trx, deps, known, subject.unionid, caller)
  if (known && consent) await recordConsent(trx, deps, entry.userId, consent, caller)
  const welcome = consent ? { ended_elsewhere_at: null } : {}
  await trx.updateTable('identity').set({ last_used_at: new Date(deps.clock.now()), ...welcome }).where('id', '=', entry.identityId).execute()
  return entry
}

async function findIdentity(trx: Trx, { provider, appId, openid }: WechatSubject): Promise<Entry | null> {
  const row = await trx
    .selectFrom('identity')
    .select(['id', 'user_id'])
    .where('provider', '=', provider)
    .where('app_id', '=', appId)
    .where('openid', '=', openid)
    .executeTakeFirst()
  return row ? { userId: row.user_id, identityId: row.id, openid, isNewUser: false } : null
}

/** The user of an identity, or null once it is gone. */
export async function findIdentityOwner(trx: Trx, identityId: string): Promise<string | null> {
  const row = await trx.selectFrom('identity').select('user_id').where('id', '=', identityId).executeTakeFirst()
  return row?.user_id ?? null
}

async function register(trx: Trx, deps: IdentityDeps, subject: WechatSubject, consent: Consent | undefined, caller: Caller): Promise<Entry> {
  const linked = subject.unionid ? await findByUnion(trx, subject.unionid) : null
  if (linked) {
    // Erased in this very moment: look again.
    if (!(await holdUser(trx, linked))) throw new LostRace()
    const identityId = await addIdentity(trx, deps, linked, subject)
    await recordEvent(deps, caller, { kind: 'identityAdded', result: 'ok', userId: linked, detail: 'unionid' }, trx)
    return { userId: linked, identityId, openid: subject.openid, isNewUser: false }
  }
  if (!consent) throw problem('not_registered')
  const userId = await createUser(trx, deps, consent, caller)
  const identityId = await addIdentity(trx, deps, userId, subject)
  if (subject.unionid && !(await insertUnion(trx, subject.unionid, userId))) throw new LostRace()
  return { userId, identityId, openid: subject.openid, isNewUser: true }
}

async function addIdentity(trx: Trx, deps: IdentityDeps, userId: string, subject: WechatSubject): Promise<string> {
  const now = new Date(deps.clock.now())
  const row = await trx
    .insertInto('identity')
    .values({
      id: newId(),
      user_id: userId,
      provider: subject.provider,
      app_id: subject.appId,
      openid: subject.openid,
      unionid: subject.unionid,
      session_key: null,
      session_key_mark: null,
      decrypt_failures: 0,
      ended_elsewhere_at: null,
      created_at: now,
      last_used_at: now,
    })
    .onConflict((oc) => oc.columns(['provider', 'app_id', 'openid']).doNothing())
    .returning('id')
    .executeTakeFirst()
  // The same shopper signed up a moment ago, from another tap: look again and sign in.
  if (!row) throw new LostRace()
  return row.id
}

/** Fills in a unionid that came late. One that leads to somebody else is a conflict to record, never a merge. */
export async function linkUnion(trx: Trx, deps: IdentityDeps, entry: Entry, unionid: string, caller: Caller): Promise<void> {
  const owner = (await insertUnion(trx, unionid, entry.userId)) ? entry.userId : await findByUnion(trx, unionid)
  if (owner !== entry.userId) {
    await keepConflict(trx, deps, entry.userId, unionid)
    await recordEvent(deps, caller, { kind: 'unionConflict', result: 'ok', userId: entry.userId, otherUserId: owner, detail: 'unionid' }, trx)
    return
  }
  await trx.updateTable('identity').set({ unionid }).where('id', '=', entry.identityId).where('unionid', 'is', null).execute()
}

/** So that the shopper can be offered to join the two accounts. */
async function keepConflict(trx: Trx, deps: IdentityDeps, userId: string, unionid: string): Promise<void> {
  await trx
    .insertInto('union_conflict')
    .values({ user_id: userId, unionid, found_at: new Date(deps.clock.now()) })
    .onConflict((oc) => oc.columns(['user_id', 'unionid']).doNothing())
    .execute()
}

export async function findByUnion(trx: Trx, unionid: string): Promise<string | null> {
  const row = await trx.selectFrom('union_link').select('user_id').where('unionid', '=', unionid).executeTakeFirst()
  return row?.user_id ?? null
}

async function insertUnion(trx: Trx, unionid: string, userId: string): Promise<boolean> {
  const result = await trx
    .insertInto('union_link')
    .values({ unionid, user_id: userId })
    .onConflict((oc) => oc.column('unionid').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

import type { Transaction } from 'kysely'
import type { Consent } from '@contract/identity'
import type { Database } from '../../database/schema'
import { LostRace } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import type { WechatLogin } from '../../wechat/client'
import { admitUser, createUser, recordConsent } from './accounts'
import { recordEvent } from './authEvents'
import type { Caller } from './client'
import type { IdentityDeps } from './deps'
import { storeSessionKey } from './sessionKeys'

type Trx = Transaction<Database>

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
export async function enterByWechat(trx: Trx, deps: IdentityDeps, login: WechatLogin, consent: Consent | undefined, caller: Caller): Promise<Entry> {
  const known = await findIdentity(trx, deps, login.openid)
  const entry = known ?? (await register(trx, deps, login, consent, caller))
  await admitUser(trx, deps, entry.userId)
  if (known && login.unionid) await linkUnion(trx, deps, known, login.unionid, caller)
  if (known && consent) await recordConsent(trx, deps, entry.userId, consent, caller)
  await trx.updateTable('identity').set({ last_used_at: new Date(deps.clock.now()) }).where('id', '=', entry.identityId).execute()
  await storeSessionKey(trx, deps, entry.identityId, login.sessionKey)
  return entry
}

async function findIdentity(trx: Trx, deps: IdentityDeps, openid: string): Promise<Entry | null> {
  const row = await trx
    .selectFrom('identity')
    .select(['id', 'user_id'])
    .where('provider', '=', 'weapp')
    .where('app_id', '=', deps.wechat.appId)
    .where('openid', '=', openid)
    .executeTakeFirst()
  return row ? { userId: row.user_id, identityId: row.id, openid, isNewUser: false } : null
}

/** The user of an identity, or null once it is gone. */
export async function findIdentityOwner(trx: Trx, identityId: string): Promise<string | null> {
  const row = await trx.selectFrom('identity').select('user_id').where('id', '=', identityId).executeTakeFirst()
  return row?.user_id ?? null
}

async function register(trx: Trx, deps: IdentityDeps, login: WechatLogin, consent: Consent | undefined, caller: Caller): Promise<Entry> {
  const linked = login.unionid ? await findByUnion(trx, login.unionid) : null
  if (linked) {
    const identityId = await addIdentity(trx, deps, linked, login)
    await recordEvent(deps, caller, { kind: 'identityAdded', result: 'ok', userId: linked, detail: 'unionid' }, trx)
    return { userId: linked, identityId, openid: login.openid, isNewUser: false }
  }
  if (!consent) throw problem('not_registered')
  const userId = await createUser(trx, deps, consent, caller)
  const identityId = await addIdentity(trx, deps, userId, login)
  if (login.unionid && !(await insertUnion(trx, login.unionid, userId))) throw new LostRace()
  return { userId, identityId, openid: login.openid, isNewUser: true }
}

async function addIdentity(trx: Trx, deps: IdentityDeps, userId: string, login: WechatLogin): Promise<string> {
  const now = new Date(deps.clock.now())
  const row = await trx
    .insertInto('identity')
    .values({
      id: newId(),
      user_id: userId,
      provider: 'weapp',
      app_id: deps.wechat.appId,
      openid: login.openid,
      unionid: login.unionid,
      session_key: null,
      session_key_mark: null,
      decrypt_failures: 0,
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
    await recordEvent(deps, caller, { kind: 'unionConflict', result: 'ok', userId: entry.userId, detail: `unionid of user ${owner ?? 'unknown'}` }, trx)
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

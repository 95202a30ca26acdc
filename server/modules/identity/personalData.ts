import type { PersonalDataSection } from '../privacy/section'
import { listConsents } from './consents'
import { phoneContext } from './phoneText'
import { presentEvent } from './presentEvent'

export const profileData: PersonalDataSection = {
  tables: ['user_account', 'account_deletion'],
  async export(db, _deps, userId) {
    const row = await db.selectFrom('user_account').selectAll().where('id', '=', userId).executeTakeFirstOrThrow()
    return {
      profile: {
        id: row.id,
        nickname: row.nickname,
        avatarUrl: row.avatar_url,
        createdAt: row.created_at.toISOString(),
        lastSignedInAt: row.last_signed_in_at.toISOString(),
      },
    }
  },
  // The account's own row is what every other row hangs on: it goes last, with its deletion, in `eraseAccount`.
  erase: async () => undefined,
}

export const phoneData: PersonalDataSection = {
  tables: ['phone_binding', 'sms_code', 'sms_number'],
  async export(db, { vault }, userId) {
    const row = await db.selectFrom('phone_binding').select(['phone', 'verified_at']).where('user_id', '=', userId).executeTakeFirst()
    return { phone: row ? { number: vault.open(row.phone, phoneContext(userId)), verifiedAt: row.verified_at.toISOString() } : null }
  },
  async erase(trx, userId) {
    const marks = trx.selectFrom('phone_binding').select('phone_mark').where('user_id', '=', userId)
    await trx.deleteFrom('sms_code').where((eb) => eb.or([eb('user_id', '=', userId), eb('phone_mark', 'in', marks)])).execute()
    await trx.deleteFrom('sms_number').where('phone_mark', 'in', marks).execute()
    await trx.deleteFrom('phone_binding').where('user_id', '=', userId).execute()
  },
}

export const identitiesData: PersonalDataSection = {
  tables: ['identity', 'union_link', 'union_conflict', 'dormancy_proof'],
  async export(db, _deps, userId) {
    const rows = await db.selectFrom('identity').selectAll().where('user_id', '=', userId).orderBy('created_at').execute()
    return {
      identities: rows.map((row) => ({
        provider: row.provider,
        appId: row.app_id,
        openid: row.openid,
        unionid: row.unionid,
        createdAt: row.created_at.toISOString(),
        lastUsedAt: row.last_used_at.toISOString(),
      })),
    }
  },
  async erase(trx, userId) {
    // Where another account's WeChat led here as well, there is nothing left to lead to.
    const unionids = trx.selectFrom('union_link').select('unionid').where('user_id', '=', userId)
    await trx.deleteFrom('union_conflict').where((eb) => eb.or([eb('user_id', '=', userId), eb('unionid', 'in', unionids)])).execute()
    await trx.deleteFrom('dormancy_proof').where('user_id', '=', userId).execute()
    await trx.deleteFrom('union_link').where('user_id', '=', userId).execute()
    await trx.deleteFrom('identity').where('user_id', '=', userId).execute()
  },
}

export const sessionsData: PersonalDataSection = {
  tables: ['session', 'known_device'],
  async export(db, _deps, userId) {
    const rows = await db.selectFrom('session').selectAll().where('user_id', '=', userId).orderBy('last_seen_at', 'desc').execute()
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        client: row.client,
        device: row.device,
        place: row.place,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
      })),
    }
  },
  async erase(trx, userId) {
    await trx.deleteFrom('session').where('user_id', '=', userId).execute()
    await trx.deleteFrom('known_device').where('user_id', '=', userId).execute()
  },
}

export const consentsData: PersonalDataSection = {
  tables: ['consent'],
  export: async (db, _deps, userId) => ({ consents: await listConsents(db, userId) }),
  erase: async (trx, userId) => void (await trx.deleteFrom('consent').where('user_id', '=', userId).execute()),
}

/**
 * The record of auth events stays, and forgets whom it was about: account, session and number, also where somebody else
 * tried the number or met the account. The database allows just this (docs/adr/0016). Needs the number, so it runs first.
 */
export const securityEventsData: PersonalDataSection = {
  tables: ['auth_event'],
  async export(db, _deps, userId) {
    const rows = await db.selectFrom('auth_event').selectAll().where('user_id', '=', userId).orderBy('at', 'desc').orderBy('id', 'desc').execute()
    return { securityEvents: rows.map(presentEvent) }
  },
  async erase(trx, userId) {
    const marks = trx.selectFrom('phone_binding').select('phone_mark').where('user_id', '=', userId)
    await trx.updateTable('auth_event').set({ user_id: null, session_id: null, phone_mark: null }).where('user_id', '=', userId).execute()
    await trx.updateTable('auth_event').set({ other_user_id: null }).where('other_user_id', '=', userId).execute()
    await trx.updateTable('auth_event').set({ phone_mark: null }).where('phone_mark', 'in', marks).execute()
  },
}

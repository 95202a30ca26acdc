import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { rm } from 'node:fs/promises'
import { COOL_OFF_MS } from '../../../../server/modules/identity/deletions'
import { eraseAccount, type ErasureDeps } from '../../../../server/modules/privacy/eraseAccount'
import { eraseDue } from '../../../../server/modules/privacy/eraseDue'
import { PERSONAL_DATA } from '../../../../server/modules/privacy/registry'
import type { PersonalDataSection } from '../../../../server/modules/privacy/section'
import { buildIdentityApp, CONSENT, type IdentityApp } from '../../../support/identity'
import { merging } from '../../../support/merges'
import { insertProducts } from '../../../support/products'
import { blackPng, multipart } from '../../../support/uploads'
import { countRows, findTraces, tablesWithUsers } from '../../../support/traces'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const deps = (): ErasureDeps & { log: IdentityApp['app']['log'] } => ({ db: t.database.db, clock: t.clock, vault: t.app.vault, dataDir: t.app.config.dataDir, log: t.app.log })
const byWechat = async (shopper: string, more: object = {}) => t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper), ...more } })
let uploads = 0
/** Each from an address of its own, so that limits stay out of it. Answers the random name of the picture. */
async function uploadFace(token: string): Promise<string> {
  const { payload, headers } = multipart(blackPng(8, 8))
  uploads += 1
  const response = await t.app.inject({ method: 'PUT', url: '/v1/me/avatar', remoteAddress: `10.7.0.${uploads}`, payload, headers: { ...headers, authorization: `Bearer ${token}` } })
  return response.json<{ avatarUrl: string }>().avatarUrl.split('/')[3] ?? ''
}
const accountOf = (userId: string) => t.database.db.selectFrom('user_account').select('status').where('id', '=', userId).executeTakeFirst()

/** A shopper with something in every corner of the shop; answers everything by which he could be found. */
async function livedIn(shopper: string, nickname: string) {
  const { db } = t.database
  await t.script(shopper, { unionid: `union-${shopper}` })
  const { token: first, user } = await t.signUp(shopper)
  const { phone, openid } = await t.script(shopper, {})
  const phoned = await t.call('PUT', '/v1/me/phone', { token: first, body: { phoneCode: (await t.tapPhone(shopper)).code } })
  const { token } = phoned.json<{ token: string }>()
  const [productId = ''] = await insertProducts(db, 1)
  await t.call('PATCH', '/v1/me', { token, body: { nickname } })
  await t.call('PUT', `/v1/me/favourites/${productId}/alert`, { token, body: { message: true }, headers: { 'idempotency-key': `key-of-${shopper}` } })
  const face = await uploadFace(token)
  const address = await t.call('POST', '/v1/me/addresses', { token, body: { recipient: `收货人${shopper}`, phone: '13911112222', regionCode: '330106', detail: '文三路 1 号' } })
  await t.call('PUT', '/v1/me/consents/analytics', { token, body: CONSENT })
  await t.call('POST', '/v1/me/proof/sms-codes', { token })
  t.clock.advance(61_000)
  await t.smsCode(phone)
  await t.call('POST', '/v1/auth/sms', { body: { phone, code: '000000' } })
  const session = await db.selectFrom('session').selectAll().where('user_id', '=', user.id).executeTakeFirstOrThrow()
  return {
    token,
    user,
    phone,
    productId,
    needles: {
      'user id': user.id,
      openid,
      unionid: `union-${shopper}`,
      phone,
      'phone mark': t.app.vault.mark('phone', phone),
      nickname,
      'name of the picture': face,
      recipient: `收货人${shopper}`,
      'address id': address.json<{ id: string }>().id,
      'session id': session.id,
      'token hash': session.token_hash,
      'idempotency key': `key-of-${shopper}`,
    },
  }
}

async function requestDeletion(token: string): Promise<void> {
  const response = await t.call('POST', '/v1/me/deletion', { token })
  if (response.statusCode !== 200) throw new Error(response.body)
}

describe('security 25: after the cool-off', () => {
  test('nothing leads to the shopper any more, in any table or file, and nobody else is touched', async () => {
    const { db } = t.database
    const { dataDir } = t.app.config
    const neighbour = await livedIn('neighbour', '邻居')
    const before = await countRows(db)
    const gone = await livedIn('gone', '要走的人')
    // Others who met him: one tried his number, one has a WeChat that leads to him.
    await t.call('POST', '/v1/auth/sms/codes', { token: neighbour.token, body: { phone: gone.phone } })
    await t.signUp('cousin')
    await t.script('cousin', { unionid: 'union-gone' })
    await byWechat('cousin')
    await requestDeletion(gone.token)

    expect(await findTraces(db, dataDir, gone.needles)).toEqual(expect.arrayContaining(['user id in table auth_event', 'phone mark in table auth_event', 'openid in table identity', 'unionid in table union_conflict', 'nickname in table user_account', 'name of the picture in table avatar']))
    t.clock.advance(COOL_OFF_MS - 1)
    expect(await eraseDue(deps())).toBe(0)
    expect(await accountOf(gone.user.id)).toEqual({ status: 'deleting' })
    t.clock.advance(1)
    expect(await eraseDue(deps())).toBe(1)

    expect(await findTraces(db, dataDir, gone.needles)).toEqual([])
    expect(await findTraces(db, dataDir, neighbour.needles)).toEqual(expect.arrayContaining(['openid in table identity', 'phone mark in table phone_binding', 'user id in table favourite', 'user id in table favourite_alert']))
    const after = await countRows(db)
    for (const table of ['user_account', 'identity', 'phone_binding', 'session', 'consent', 'address', 'favourite', 'favourite_alert', 'avatar', 'idempotency_record'] as const) {
      const cousin = ['user_account', 'identity', 'consent'].includes(table) ? 1 : table === 'session' ? 2 : 0
      expect([table, after[table]]).toEqual([table, (before[table] ?? 0) + cousin])
    }
    expect(after.account_deletion).toBe(0)
  })

  test('the same WeChat and the same number are a newcomer’s', async () => {
    const old = await livedIn('phoenix', '凤凰')
    await requestDeletion(old.token)
    t.clock.advance(COOL_OFF_MS)
    await eraseDue(deps())
    expect((await byWechat('phoenix')).json()).toMatchObject({ status: 404, code: 'not_registered' })
    const fresh = await byWechat('phoenix', { consent: CONSENT, phoneCode: (await t.tapPhone('phoenix')).code })
    expect(fresh.json()).toMatchObject({ isNewUser: true, user: { nickname: null, capability: 'phoneVerified' } })
    const { token, user } = fresh.json<{ token: string; user: { id: string } }>()
    expect(user.id).not.toBe(old.user.id)
    expect((await t.call('GET', '/v1/me/addresses', { token })).json()).toMatchObject({ items: [] })
    expect((await t.call('GET', '/v1/me/favourites/ids', { token })).json()).toMatchObject({ items: [] })
    expect((await t.call('GET', '/v1/me/events', { token })).json<{ items: { kind: string }[] }>().items.map(({ kind }) => kind).sort()).toEqual(['phone', 'signUp'])
  })

  test('the record of events loses the person and nothing else, and says that an account was erased', async () => {
    const { db } = t.database
    const { token } = await livedIn('recorded', '记录')
    await requestDeletion(token)
    const facts = () => db.selectFrom('auth_event').select(['id', 'at', 'kind', 'result', 'client', 'place', 'request_id', 'detail']).where('kind', '!=', 'deletionDone').orderBy('id').execute()
    const before = await facts()
    t.clock.advance(COOL_OFF_MS)
    await eraseDue(deps())
    expect(await facts()).toEqual(before)
    const done = await db.selectFrom('auth_event').selectAll().where('kind', '=', 'deletionDone').where('at', '=', new Date(t.clock.now())).execute()
    expect(done).toMatchObject([{ user_id: null, phone_mark: null, client: 'server', result: 'ok' }])
  })

  test('accounts that were joined into it go along, with their numbers and their part of the record', async () => {
    const m = merging(t)
    const phone = '13566660001'
    const other = await m.bySms(phone)
    await m.addAddress(other.token, '第二个我')
    const own = await livedIn('joiner', '合并的人')
    const { token } = await m.join(own.token, 'joiner', phone)
    await requestDeletion(token)
    const needles = { ...own.needles, 'other id': other.user.id, 'other number': phone, 'other mark': t.app.vault.mark('phone', phone) }
    const { db } = t.database
    expect(await findTraces(db, t.app.config.dataDir, needles)).toEqual(expect.arrayContaining(['other id in table auth_event', 'other mark in table auth_event', 'other id in table account_merge']))
    t.clock.advance(COOL_OFF_MS)
    expect(await eraseDue(deps())).toBe(1)
    expect(await findTraces(db, t.app.config.dataDir, needles)).toEqual([])
    expect((await m.bySms(phone)).isNewUser).toBe(true)
  })

  test('files go with it; when they cannot, the account waits for the next round and the others do not', async () => {
    const folder = path.join(t.app.config.dataDir, 'keepsakes')
    mkdirSync(folder, { recursive: true })
    let isStuck = true
    const keepsakes: PersonalDataSection = {
      tables: [],
      erase: async () => undefined,
      eraseFiles: async (_deps, userId) => {
        if (isStuck && userId === stuck.user.id) throw new Error('the disk is away')
        await rm(path.join(folder, userId), { force: true })
      },
    }
    const [stuck, smooth] = [await t.signUp('stuck'), await t.signUp('smooth')]
    for (const { user } of [stuck, smooth]) writeFileSync(path.join(folder, user.id), 'a picture')
    await requestDeletion(stuck.token)
    t.clock.advance(1)
    await requestDeletion(smooth.token)
    t.clock.advance(COOL_OFF_MS)
    ;(PERSONAL_DATA as PersonalDataSection[]).push(keepsakes)
    try {
      expect(await eraseDue(deps())).toBe(1)
      expect(await accountOf(smooth.user.id)).toBeUndefined()
      expect(await accountOf(stuck.user.id)).toEqual({ status: 'deleting' })
      expect([existsSync(path.join(folder, smooth.user.id)), existsSync(path.join(folder, stuck.user.id))]).toEqual([false, true])
      isStuck = false
      expect(await eraseDue(deps())).toBe(1)
      expect(existsSync(path.join(folder, stuck.user.id))).toBe(false)
      expect(await accountOf(stuck.user.id)).toBeUndefined()
    } finally {
      ;(PERSONAL_DATA as PersonalDataSection[]).pop()
    }
  })
})

describe('security 25: the sweep', () => {
  test('two at once, and again, erase each account once', async () => {
    const members = await Promise.all(['s1', 's2', 's3', 's4', 's5', 's6'].map((shopper) => t.signUp(shopper)))
    for (const { token } of members) await requestDeletion(token)
    t.clock.advance(COOL_OFF_MS)
    const erased = await Promise.all([eraseDue(deps()), eraseDue(deps()), eraseDue(deps())])
    expect(erased.reduce((sum, n) => sum + n, 0)).toBe(members.length)
    const done = await t.database.db.selectFrom('auth_event').select('id').where('kind', '=', 'deletionDone').where('at', '=', new Date(t.clock.now())).execute()
    expect(done).toHaveLength(members.length)
    expect(await eraseDue(deps())).toBe(0)
  })

  test('against an undo at the same moment one of them wins, whole', async () => {
    // One instance's clock is a little ahead: for it the account is due, for the other the shopper is just in time.
    const outcomes = new Set<string>()
    for (let round = 0; round < 10; round += 1) {
      const shopper = `tug-${round}`
      const { token, user, needles } = await livedIn(shopper, `拔河${round}`)
      await requestDeletion(token)
      t.clock.advance(COOL_OFF_MS - 1)
      const code = await t.wxLogin(shopper)
      const ahead = { ...deps(), clock: { now: () => t.clock.now() + 1 } }
      const undo = () => t.call('POST', '/v1/auth/wechat', { body: { code, undoDeletion: true } })
      const erase = () => eraseAccount(ahead, user.id)
      const [undone, isErased] = round % 2 === 0 ? await Promise.all([undo(), erase()]) : await Promise.all([erase(), undo()]).then(([a, b]) => [b, a] as const)
      if (isErased) {
        expect([403, 404]).toContain(undone.statusCode)
        expect(await findTraces(t.database.db, t.app.config.dataDir, needles)).toEqual([])
        outcomes.add('erased')
      } else {
        expect(undone.json()).toMatchObject({ user: { id: user.id, nickname: `拔河${round}` } })
        expect(await accountOf(user.id)).toEqual({ status: 'active' })
        const { token: back } = undone.json<{ token: string }>()
        expect((await t.call('GET', '/v1/me/addresses', { token: back })).json<{ items: object[] }>().items).toHaveLength(1)
        outcomes.add('undone')
      }
    }
    expect(outcomes.size).toBeGreaterThan(0)
  })

  test('against sign-ins at the due moment they meet a closed account or none, never a failure', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shopper = `late-${round}`
      const { token, phone } = await livedIn(shopper, `迟到${round}`)
      await requestDeletion(token)
      t.clock.advance(COOL_OFF_MS)
      const sent = await t.smsCode(phone)
      const bySms = () => t.call('POST', '/v1/auth/sms', { body: { phone, code: sent.code, consent: CONSENT } })
      const answers = await Promise.all([byWechat(shopper), bySms(), eraseDue(deps()).then(() => null), byWechat(shopper, { consent: CONSENT })])
      for (const answer of answers) if (answer) expect([answer.statusCode === 500 ? t.logs.filter((l) => l.includes('request failed')) : [], [200, 401, 403, 404]]).toEqual([[], expect.arrayContaining([answer.statusCode])])
    }
  })
})

test('security 25: every table that knows a shopper belongs to one section of his data', async () => {
  const claimed = PERSONAL_DATA.flatMap(({ tables }) => [...tables])
  expect(new Set(claimed).size).toBe(claimed.length)
  expect((await tablesWithUsers(t.database.db)).filter((table) => !claimed.some((name) => name === table))).toEqual([])
})

describe('security 27: the record of auth events forgets only with an account', () => {
  test.each([
    ['the account of a living shopper', { user_id: null }],
    ['the session of a living shopper', { session_id: null }],
    ['another result', { result: 'ok!' }],
    ['another time', { at: new Date(0) }],
    ['somebody else in his place', { user_id: '01890000-0000-7000-8000-000000000000' }],
    ['nothing at all', { result: 'ok' }],
  ])('not %s', async (_what, change) => {
    const { user } = await t.signUp('living')
    const update = t.database.db.updateTable('auth_event').set(change).where('user_id', '=', user.id).where('result', '=', 'ok')
    await expect(update.execute()).rejects.toThrow('append-only')
  })

  test('not the number of a living shopper', async () => {
    const { user } = await livedIn('calling', '打电话')
    await expect(t.database.db.updateTable('auth_event').set({ phone_mark: null }).where('user_id', '=', user.id).where('phone_mark', 'is not', null).execute()).rejects.toThrow('append-only')
  })

  test('and another person not even then', async () => {
    const { token, user } = await t.signUp('closing')
    await requestDeletion(token)
    await expect(t.database.db.updateTable('auth_event').set({ user_id: '01890000-0000-7000-8000-000000000000' }).where('user_id', '=', user.id).execute()).rejects.toThrow('append-only')
    await expect(t.database.db.deleteFrom('auth_event').where('user_id', '=', user.id).execute()).rejects.toThrow('append-only')
  })
})

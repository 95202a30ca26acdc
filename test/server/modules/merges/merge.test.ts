import { FAVOURITE_LIMIT } from '../../../../contract/limits'
import { Merge, MergeConfirmed, MergeList, MergeStarted } from '../../../../contract/merges'
import { newId } from '../../../../server/ids'
import { PROOF_LIFE_MS } from '../../../../server/modules/identity/proofs'
import { OPEN_LIFE_MS } from '../../../../server/modules/merges/state'
import { sweepMerges } from '../../../../server/modules/merges/sweep'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'
import { merging } from '../../../support/merges'
import { insertProducts } from '../../../support/products'

let t: IdentityApp
let m: ReturnType<typeof merging>
let numbers = 0

beforeAll(async () => {
  t = await buildIdentityApp()
  m = merging(t)
})
afterAll(() => t.close())

const newPhone = () => `1350000${String((numbers += 1)).padStart(4, '0')}`
/** A WeChat account without a number, and another one that a number signs in to. */
async function two() {
  const shopper = `shopper-${numbers + 1}`
  const phone = newPhone()
  const [wechat, other] = [await t.signUp(shopper), await m.bySms(phone)]
  return { shopper, phone, token: wechat.token, userId: wechat.user.id, other }
}
const me = (token: string) => t.call('GET', '/v1/me', { token })
const signInByWechat = async (shopper: string) => t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper) } })

describe('joining the account of a number', () => {
  test('shows what comes over once both are proven, joins it, and both ways lead to the one account', async () => {
    const { shopper, phone, token, userId, other } = await two()
    const [own, both, theirs] = await insertProducts(t.database.db, 3)
    await m.addAddress(token, '我')
    await m.addAddress(other.token, '王小满')
    for (const id of [own, both]) await m.favourite(token, id ?? '')
    for (const id of [both, theirs]) await m.favourite(other.token, id ?? '')

    const { id, smsCode } = await m.start(token, phone)
    await m.proveOwn(token, shopper)
    expect(await m.read(token, id)).toMatchObject({ status: 'open', by: 'phone', needs: ['other'], preview: null, joinedAt: null, undoUntil: null })
    const proven = await m.prove(token, id, { smsCode })
    expectContract(Merge, proven.json())
    expect(proven.json<Merge>()).toMatchObject({
      needs: [],
      preview: {
        nickname: null,
        hasWechat: false,
        parts: [
          { kind: 'addresses', count: 1, examples: ['王小满 上海市黄浦区'], leftBehind: 0 },
          { kind: 'favourites', count: 1, examples: ['牛奶 2'], leftBehind: 0 },
          { kind: 'cart', count: 0, examples: [], leftBehind: 0 },
          { kind: 'orders', count: 0, examples: [], leftBehind: 0 },
          { kind: 'coupons', count: 0, examples: [], leftBehind: 0 },
        ],
      },
    })
    const confirmed = await m.confirm(token, id)
    expectContract(MergeConfirmed, confirmed.json())
    const body = confirmed.json<MergeConfirmed & { token: string }>()
    expect(body).toMatchObject({ merge: { status: 'joined', needs: [], preview: null }, user: { id: userId, capability: 'phoneVerified' } })
    expect(Date.parse(body.merge.undoUntil ?? '') - t.clock.now()).toBe(7 * 86_400_000)

    expect(await m.recipients(body.token)).toEqual(['我', '王小满'])
    expect((await m.favourites(body.token)).sort()).toEqual([own, both, theirs].sort())
    expect((await m.bySms(phone)).user.id).toBe(userId)
    expect((await signInByWechat(shopper)).json()).toMatchObject({ user: { id: userId } })
    const list = (await t.call('GET', '/v1/me/merges', { token: body.token })).json<MergeList>()
    expectContract(MergeList, list)
    expect(list).toMatchObject({ items: [{ id, status: 'joined' }], hasUnionConflict: false })
  })

  test("security 3: the session gets a new token, and the other account's sessions end at once", async () => {
    const { shopper, phone, token, other } = await two()
    const joined = await m.join(token, shopper, phone)
    for (const dead of [token, other.token]) expect((await me(dead)).json()).toMatchObject({ status: 401, code: 'session_expired' })
    expect((await me(joined.token)).statusCode).toBe(200)
  })

  test('security 27: is recorded for both accounts, and its record says what moved', async () => {
    const { shopper, phone, token, userId, other } = await two()
    await m.addAddress(other.token, '王')
    const { id } = await m.join(token, shopper, phone)
    const events = await t.database.db.selectFrom('auth_event').select(['user_id', 'other_user_id', 'detail']).where('kind', '=', 'merge').where('user_id', 'in', [userId, other.user.id]).execute()
    expect(events).toEqual([
      { user_id: userId, other_user_id: other.user.id, detail: 'takes in' },
      { user_id: other.user.id, other_user_id: userId, detail: 'into' },
    ])
    const row = await t.database.db.selectFrom('account_merge').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(Object.keys(row.moved ?? {}).sort()).toEqual(['addresses', 'alerts', 'avatar', 'cart', 'coupons', 'devices', 'favourites', 'nickname', 'orders', 'signIns'])
    const account = await t.database.db.selectFrom('user_account').select(['status', 'merged_into']).where('id', '=', other.user.id).executeTakeFirstOrThrow()
    expect(account).toEqual({ status: 'merged', merged_into: userId })
  })

  test('security 23: the consents of both stay recorded', async () => {
    const { shopper, phone, token, userId, other } = await two()
    await m.join(token, shopper, phone)
    const rows = await t.database.db.selectFrom('consent').select('user_id').where('user_id', 'in', [userId, other.user.id]).execute()
    expect(rows.map((row) => row.user_id).sort()).toEqual([userId, other.user.id].sort())
  })

  test('of two numbers the own one stays shown, and the other signs in as well', async () => {
    const { shopper, phone, token, userId } = await two()
    const { code } = await t.tapPhone(shopper)
    const bound = (await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: code } })).json<{ token: string; user: { phone: string } }>()
    const joined = await m.join(bound.token, shopper, phone)
    expect((await me(joined.token)).json()).toMatchObject({ phone: bound.user.phone })
    expect((await m.bySms(phone)).user).toMatchObject({ id: userId, phone: bound.user.phone })
    // It is his: he may take it for his number, too.
    t.clock.advance(60_000)
    const sent = await t.smsCode(phone, { token: joined.token })
    const changed = await t.call('PUT', '/v1/me/phone', { token: joined.token, body: { phone, code: sent.code, replace: true } })
    expect(changed.json()).toMatchObject({ user: { phone: phone.replace(/^(\d{3})\d{4}/, '$1****') } })
  })

  test('an address default is the one changed last, and a book keeps all, also beyond its limit', async () => {
    const { shopper, phone, token, other } = await two()
    await m.addAddress(token, '旧默认')
    const later = await m.addAddress(other.token, '新默认')
    await Promise.all(Array.from({ length: 49 }, (_, i) => m.addAddress(other.token, `别处 ${i}`)))
    const joined = await m.join(token, shopper, phone)
    const book = await m.addresses(joined.token)
    expect(book).toHaveLength(51)
    expect(book.filter((one) => one.isDefault).map((one) => one.id)).toEqual([later])
    const more = await t.call('POST', '/v1/me/addresses', { token: joined.token, body: { recipient: '王', phone: '13800138000', regionCode: '310101', detail: '1 号' } })
    expect(more.json()).toMatchObject({ status: 409, code: 'address_limit_reached' })
  })

  test('favourites come up to the limit, the latest first, and the preview says how many stay', async () => {
    const { shopper, phone, token, userId, other } = await two()
    const ids = await insertProducts(t.database.db, FAVOURITE_LIMIT + 1)
    const rows = ids.map((product_id, i) => ({ product_id, user_id: i < FAVOURITE_LIMIT - 1 ? userId : other.user.id, added_at: new Date(t.clock.now() + i) }))
    await t.database.db.insertInto('favourite').values(rows).execute()
    const id = await m.ready(token, shopper, phone)
    expect((await m.read(token, id)).preview?.parts[1]).toMatchObject({ count: 1, examples: [`牛奶 ${FAVOURITE_LIMIT}`], leftBehind: 1 })
    const joined = (await m.confirm(token, id)).json<{ token: string }>()
    const shown = await m.favourites(joined.token)
    expect(shown).toHaveLength(FAVOURITE_LIMIT)
    expect(shown).toContain(ids[FAVOURITE_LIMIT])
    expect(shown).not.toContain(ids[FAVOURITE_LIMIT - 1])
  })

  test('three accounts become one, and a number behind two of them still finds it', async () => {
    const { shopper, phone, token } = await two()
    const first = await m.join(token, shopper, phone)
    const top = await t.signUp('top')
    t.clock.advance(8 * 86_400_000)
    const again = (await signInByWechat(shopper)).json<{ token: string }>()
    expect((await me(first.token)).statusCode).toBe(200)
    const ownTop = (await signInByWechat('top')).json<{ token: string }>()
    await m.join(ownTop.token, 'top', phone)
    expect((await me(again.token)).json()).toMatchObject({ code: 'session_expired' })
    expect((await m.bySms(phone)).user.id).toBe(top.user.id)
    expect((await signInByWechat(shopper)).json()).toMatchObject({ user: { id: top.user.id } })
  })
})

describe('security 13: openid of one account, unionid of another', () => {
  /** Both signed in before the apps were bound; the second brings the same unionid. */
  async function conflict(name: string) {
    await t.script(`${name}-other`, { unionid: `union-${name}` })
    const other = await t.signUp(`${name}-other`)
    const own = await t.signUp(name)
    await t.script(name, { unionid: `union-${name}` })
    const again = (await signInByWechat(name)).json<{ token: string; user: { id: string } }>()
    expect(again.user.id).toBe(own.user.id)
    return { token: again.token, userId: own.user.id, other }
  }

  test('stays two accounts, is offered, and is joined after a fresh WeChat login of each side', async () => {
    const { token, userId, other } = await conflict('torn')
    await m.addAddress(other.token, '对面')
    expect((await t.call('GET', '/v1/me/merges', { token })).json()).toMatchObject({ items: [], hasUnionConflict: true })
    const started = await t.call('POST', '/v1/me/merges', { token, body: { unionConflict: true } })
    expect(started.statusCode).toBe(201)
    expectContract(MergeStarted, started.json())
    const { merge, code } = started.json<MergeStarted>()
    expect(code).toBeNull()
    expect(merge).toMatchObject({ by: 'wechat', phone: null, needs: ['other'], preview: null })
    expect((await m.confirm(token, merge.id)).json()).toMatchObject({ status: 409, code: 'merge_not_proven' })

    expect((await m.prove(token, merge.id, { code: await t.wxLogin('torn') })).json()).toMatchObject({ needs: [], preview: { hasWechat: true } })
    const confirmed = (await m.confirm(token, merge.id)).json<{ token: string }>()
    expect(await m.recipients(confirmed.token)).toEqual(['对面'])
    for (const shopper of ['torn', 'torn-other']) expect((await signInByWechat(shopper)).json()).toMatchObject({ user: { id: userId } })
    expect((await t.call('GET', '/v1/me/merges', { token: confirmed.token })).json()).toMatchObject({ hasUnionConflict: false })
  })

  test('is also proven by the other identity itself', async () => {
    const { token } = await conflict('split')
    const { merge } = (await t.call('POST', '/v1/me/merges', { token, body: { unionConflict: true } })).json<MergeStarted>()
    expect((await m.prove(token, merge.id, { code: await t.wxLogin('split-other') })).json()).toMatchObject({ needs: [] })
  })

  test("is not proven by a third person's WeChat, nor by a code that went somewhere", async () => {
    const { token } = await conflict('apart')
    await t.signUp('third')
    const { merge } = (await t.call('POST', '/v1/me/merges', { token, body: { unionConflict: true } })).json<MergeStarted>()
    expect((await m.prove(token, merge.id, { code: await t.wxLogin('third') })).json()).toMatchObject({ status: 401, code: 'wechat_code_invalid' })
    expect((await m.prove(token, merge.id, { smsCode: '123456' })).json()).toMatchObject({ status: 401, code: 'sms_code_invalid' })
    expect(await m.read(token, merge.id)).toMatchObject({ needs: ['other'], preview: null })
  })

  test('without a conflict there is nobody to name', async () => {
    const { token } = await t.signUp('whole')
    expect((await t.call('POST', '/v1/me/merges', { token, body: { unionConflict: true } })).json()).toMatchObject({ status: 404, code: 'not_found' })
  })
})

describe('proofs', () => {
  test('security 16: a known and an unknown number are answered alike until the code is right', async () => {
    const { token, phone } = await two()
    const answers: object[] = []
    for (const number of [phone, newPhone()]) {
      t.clock.advance(60_000)
      const started = await t.call('POST', '/v1/me/merges', { token, body: { phone: number } })
      const { merge, code } = started.json<MergeStarted>()
      const wrong = await m.prove(token, merge.id, { smsCode: '000000' === t.sms.sent()[0]?.code ? '111111' : '000000' })
      const { requestId: _, ...refusal } = wrong.json<{ requestId: string }>()
      const read = await m.read(token, merge.id)
      answers.push({ status: started.statusCode, merge: { ...merge, id: '', phone: '' }, code: { ...code, requestId: '' }, refusal, read: { ...read, id: '', phone: '' } })
    }
    expect(answers[1]).toEqual(answers[0])
  })

  test('the code is good for this merge alone, and for nothing else', async () => {
    const { token, phone } = await two()
    const first = await m.start(token, phone)
    expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code: first.smsCode } })).json()).toMatchObject({ code: 'sms_code_invalid' })
    expect((await t.call('PUT', '/v1/me/phone', { token, body: { phone, code: first.smsCode } })).json()).toMatchObject({ code: 'sms_code_invalid' })
    const second = await m.start(token, phone)
    expect((await m.prove(token, first.id, { smsCode: first.smsCode })).json()).toMatchObject({ status: 409, code: 'merge_closed' })
    if (first.smsCode !== second.smsCode) expect((await m.prove(token, second.id, { smsCode: first.smsCode })).json()).toMatchObject({ code: 'sms_code_invalid' })
    // A code for signing in to that number is none for joining it.
    t.clock.advance(60_000)
    const signIn = await t.smsCode(phone)
    if (signIn.code !== second.smsCode) expect((await m.prove(token, second.id, { smsCode: signIn.code })).json()).toMatchObject({ code: 'sms_code_invalid' })
    expect((await m.prove(token, second.id, { smsCode: second.smsCode })).statusCode).toBe(200)
  })

  test('security 14: five wrong guesses kill the code', async () => {
    const { token, phone } = await two()
    const { id, smsCode } = await m.start(token, phone)
    for (let i = 0; i < 5; i += 1) await m.prove(token, id, { smsCode: smsCode === '000000' ? '111111' : '000000' })
    expect((await m.prove(token, id, { smsCode })).json()).toMatchObject({ status: 401, code: 'sms_code_invalid' })
  })

  test('each side is good for ten minutes, and the preview goes with it', async () => {
    const { shopper, phone, token } = await two()
    const id = await m.ready(token, shopper, phone)
    t.clock.advance(PROOF_LIFE_MS + 1)
    expect(await m.read(token, id)).toMatchObject({ needs: ['other', 'own'], preview: null })
    expect((await m.confirm(token, id)).json()).toMatchObject({ status: 403, code: 'proof_required' })
    await m.proveOwn(token, shopper)
    expect(await m.read(token, id)).toMatchObject({ needs: ['other'], preview: null })
    expect((await m.confirm(token, id)).json()).toMatchObject({ status: 409, code: 'merge_not_proven' })
  })

  test('the own account, a number without one, and a disabled account are told behind the right code', async () => {
    const { token, phone, other } = await two()
    const own = await m.start(other.token, phone)
    expect((await m.prove(other.token, own.id, { smsCode: own.smsCode })).json()).toMatchObject({ status: 409, code: 'merge_same_account' })
    const nobody = await m.start(token, newPhone())
    expect((await m.prove(token, nobody.id, { smsCode: nobody.smsCode })).json()).toMatchObject({ status: 409, code: 'merge_other_missing' })
    await t.database.db.updateTable('user_account').set({ status: 'disabled' }).where('id', '=', other.user.id).execute()
    const disabled = await m.start(token, phone)
    expect((await m.prove(token, disabled.id, { smsCode: disabled.smsCode })).json()).toMatchObject({ status: 403, code: 'account_limited' })
  })

  test('a dormant account is not proven by its number', async () => {
    const { shopper, phone } = await two()
    t.clock.advance(91 * 86_400_000)
    const { token } = (await signInByWechat(shopper)).json<{ token: string }>()
    const { id, smsCode } = await m.start(token, phone)
    expect((await m.prove(token, id, { smsCode })).json()).toMatchObject({ status: 403, code: 'account_dormant' })
    expect(await m.read(token, id)).toMatchObject({ needs: ['other'], preview: null })
  })

  test('an account that took another in within seven days is not taken in itself', async () => {
    const { shopper, phone, token } = await two()
    await m.join(token, shopper, phone)
    const { token: third } = await t.signUp(`third of ${shopper}`)
    const { id, smsCode } = await m.start(third, phone)
    expect((await m.prove(third, id, { smsCode })).json()).toMatchObject({ status: 409, code: 'merge_recent' })
  })
})

describe('ending, shape and session', () => {
  test('given up, it is over; given up again changes nothing; a joined one is not given up', async () => {
    const { shopper, phone, token } = await two()
    const { id, smsCode } = await m.start(token, phone)
    for (let i = 0; i < 2; i += 1) expect((await t.call('DELETE', `/v1/me/merges/${id}`, { token })).statusCode).toBe(204)
    expect((await m.prove(token, id, { smsCode })).json()).toMatchObject({ code: 'merge_closed' })
    const joined = await m.join(token, shopper, phone)
    expect((await t.call('DELETE', `/v1/me/merges/${joined.id}`, { token: joined.token })).json()).toMatchObject({ status: 409, code: 'merge_closed' })
  })

  test('half an hour later it is over, and then forgotten, its number with it', async () => {
    const { shopper, phone, token } = await two()
    const id = await m.ready(token, shopper, phone)
    t.clock.advance(OPEN_LIFE_MS + 1)
    await m.proveOwn(token, shopper)
    expect(await m.read(token, id)).toMatchObject({ status: 'cancelled', needs: [] })
    expect((await m.confirm(token, id)).json()).toMatchObject({ code: 'merge_closed' })
    await sweepMerges(t.database.db, t.clock.now())
    expect((await t.call('GET', `/v1/me/merges/${id}`, { token })).statusCode).toBe(404)
  })

  test("security 18: another shopper's merge does not exist", async () => {
    const { token, phone } = await two()
    const { id, smsCode } = await m.start(token, phone)
    const { token: stranger } = await t.signUp('stranger')
    const calls = [
      await t.call('GET', `/v1/me/merges/${id}`, { token: stranger }),
      await m.prove(stranger, id, { smsCode }),
      await m.confirm(stranger, id),
      await m.undo(stranger, id),
      await t.call('DELETE', `/v1/me/merges/${id}`, { token: stranger }),
    ]
    for (const response of calls) expect(response.json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  test.each([[{}], [{ phone: '138' }], [{ unionConflict: false }], [{ phone: '13800138000', unionConflict: true }]])('starting with %j is 400', async (body) => {
    const { token } = await t.signUp('shapes')
    expect((await t.call('POST', '/v1/me/merges', { token, body })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test.each([[{}], [{ smsCode: '12' }], [{ code: 'x', smsCode: '123456' }]])('proving with %j is 400', async (body) => {
    const { token } = await t.signUp('shapes')
    expect((await m.prove(token, newId(), body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test.each([
    ['GET', '/v1/me/merges'],
    ['POST', '/v1/me/merges'],
    ['GET', `/v1/me/merges/${newId()}`],
    ['POST', `/v1/me/merges/${newId()}/proof`],
    ['POST', `/v1/me/merges/${newId()}/confirm`],
    ['POST', `/v1/me/merges/${newId()}/undo`],
    ['DELETE', `/v1/me/merges/${newId()}`],
  ])('%s %s without a session is 401', async (method, url) => {
    expect((await t.call(method, url)).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })

  test('on H5 the new token comes as a cookie', async () => {
    const { phone, token } = await two()
    const { phone: own } = await t.script('on-h5', { phone: newPhone() })
    t.clock.advance(60_000)
    const { code } = await t.smsCode(own)
    const h5 = { headers: { 'x-client': 'h5', origin: t.app.config.publicUrl } }
    const signedIn = await t.call('POST', '/v1/auth/sms', { body: { phone: own, code, consent: { version: '1' } }, ...h5 })
    const cookies = Object.fromEntries(signedIn.cookies.map(({ name, value }) => [name, value]))
    const call = (url: string, body?: object) => t.call('POST', url, { cookies, ...h5, ...(body ? { body } : {}) })
    const { merge } = (await call('/v1/me/merges', { phone })).json<MergeStarted>()
    await call(`/v1/me/merges/${merge.id}/proof`, { smsCode: t.sms.sent()[0]?.code })
    const confirmed = await call(`/v1/me/merges/${merge.id}/confirm`)
    expect(confirmed.json()).toMatchObject({ token: null, merge: { status: 'joined' } })
    const renewed = confirmed.cookies.find(({ name }) => name.endsWith('session'))
    expect(renewed?.value).toBeDefined()
    expect(Object.values(cookies)).not.toContain(renewed?.value)
    expect((await me(token)).statusCode).toBe(200)
  })
})

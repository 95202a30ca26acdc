import type { MergeUndone } from '../../../../contract/merges'
import { UNDO_LIFE_MS } from '../../../../server/modules/merges/state'
import { sweepMerges } from '../../../../server/modules/merges/sweep'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'
import { merging } from '../../../support/merges'
import { insertProducts } from '../../../support/products'

let t: IdentityApp
let m: ReturnType<typeof merging>
let count = 0

beforeAll(async () => {
  t = await buildIdentityApp()
  m = merging(t)
})
afterAll(() => t.close())

/** A WeChat account, and a number's account with a WeChat of its own as well. */
async function two() {
  count += 1
  const [shopper, otherShopper, phone] = [`own-${count}`, `other-${count}`, `1360000${String(count).padStart(4, '0')}`]
  const own = await t.signUp(shopper)
  await t.script(otherShopper, { phone })
  const other = await t.signUp(otherShopper)
  const { code } = await t.tapPhone(otherShopper)
  const { token: otherToken } = (await t.call('PUT', '/v1/me/phone', { token: other.token, body: { phoneCode: code } })).json<{ token: string }>()
  return { shopper, otherShopper, phone, token: own.token, userId: own.user.id, otherToken, otherId: other.user.id }
}
const me = (token: string) => t.call('GET', '/v1/me', { token })
const signInByWechat = async (shopper: string) =>
  (await t.call('POST', '/v1/auth/wechat', { body: { code: await t.wxLogin(shopper) } })).json<{ token: string; user: { id: string } }>()
const masked = (phone: string) => phone.replace(/^(\d{3})\d{4}/, '$1****')
const remove = (token: string, id: string) => t.call('DELETE', `/v1/me/addresses/${id}`, { token })

test('parts them again: identities, number, addresses, favourites and defaults are where they were', async () => {
  const { shopper, otherShopper, phone, token, userId, otherToken, otherId } = await two()
  const [mine = '', both = '', theirs = ''] = await insertProducts(t.database.db, 3)
  const ownDefault = await m.addAddress(token, '我')
  const otherDefault = await m.addAddress(otherToken, '王')
  await m.addAddress(otherToken, '李')
  for (const id of [mine, both]) await m.favourite(token, id)
  for (const id of [both, theirs]) await m.favourite(otherToken, id)
  const joined = await m.join(token, shopper, phone)

  const undone = await m.undo(joined.token, joined.id)
  expect(undone.json()).toMatchObject({ merge: { status: 'undone', undoUntil: null }, user: { id: userId, phone: null } })
  expect((await me(joined.token)).json()).toMatchObject({ id: userId })
  const other = await signInByWechat(otherShopper)
  expect(other.user).toMatchObject({ id: otherId, phone: masked(phone) })
  expect((await m.bySms(phone)).user.id).toBe(otherId)
  expect(await m.addresses(joined.token)).toMatchObject([{ id: ownDefault, isDefault: true }])
  expect(await m.recipients(other.token)).toEqual(['李', '王'])
  expect((await m.addresses(other.token)).filter((one) => one.isDefault)).toMatchObject([{ id: otherDefault }])
  expect((await m.favourites(joined.token)).sort()).toEqual([mine, both].sort())
  expect((await m.favourites(other.token)).sort()).toEqual([both, theirs].sort())
  expect((await t.call('GET', '/v1/me/merges', { token: joined.token })).json()).toMatchObject({ items: [] })
})

test('what was changed since goes back changed, what was deleted stays deleted, what was added stays', async () => {
  const { shopper, otherShopper, phone, token, otherToken } = await two()
  const changed = await m.addAddress(otherToken, '改')
  const deleted = await m.addAddress(otherToken, '删')
  const [kept = '', dropped = ''] = await insertProducts(t.database.db, 2)
  for (const id of [kept, dropped]) await m.favourite(otherToken, id)
  const joined = await m.join(token, shopper, phone)
  await t.call('PATCH', `/v1/me/addresses/${changed}`, { token: joined.token, body: { recipient: '改过' } })
  await remove(joined.token, deleted)
  await m.addAddress(joined.token, '新')
  await t.call('DELETE', `/v1/me/favourites/${dropped}`, { token: joined.token })

  await m.proveOwn(joined.token, shopper)
  expect((await m.undo(joined.token, joined.id)).statusCode).toBe(200)
  const other = await signInByWechat(otherShopper)
  expect(await m.addresses(other.token)).toMatchObject([{ recipient: '改过', isDefault: true }])
  expect(await m.addresses(joined.token)).toMatchObject([{ recipient: '新', isDefault: true }])
  expect(await m.favourites(other.token)).toEqual([kept])
  expect(await m.favourites(joined.token)).toEqual([])
})

describe('the number', () => {
  const change = async (token: string, phone: string) => {
    t.clock.advance(60_000)
    const { code } = await t.smsCode(phone, { token })
    return (await t.call('PUT', '/v1/me/phone', { token, body: { phone, code, replace: true } })).json<{ token: string }>()
  }

  test('that the survivor has given up since goes back all the same', async () => {
    const { shopper, otherShopper, phone, token, otherId } = await two()
    const joined = await m.join(token, shopper, phone)
    const next = `1370000${String(count).padStart(4, '0')}`
    const { token: changed } = await change(joined.token, next)
    const undone = (await m.undo(changed, joined.id)).json<MergeUndone>()
    expect(undone.user).toMatchObject({ phone: masked(next) })
    expect((await signInByWechat(otherShopper)).user).toMatchObject({ id: otherId, phone: masked(phone) })
  })

  test('that somebody else has verified since stays with him', async () => {
    const { shopper, otherShopper, phone, token } = await two()
    const joined = await m.join(token, shopper, phone)
    const { token: changed } = await change(joined.token, `1370001${String(count).padStart(4, '0')}`)
    const stranger = await m.bySms(phone)
    await m.proveOwn(changed, shopper)
    expect((await m.undo(changed, joined.id)).statusCode).toBe(200)
    expect((await signInByWechat(otherShopper)).user).toMatchObject({ phone: null })
    expect((await m.bySms(phone)).user.id).toBe(stranger.user.id)
  })
})

test('a WeChat app that came in by the link since goes back with it, and the conflict is found again', async () => {
  const [shopper, otherShopper] = ['linked', 'linked-other']
  await t.script(otherShopper, { unionid: 'union-linked' })
  const other = await t.signUp(otherShopper)
  const own = await t.signUp(shopper)
  await t.script(shopper, { unionid: 'union-linked' })
  const again = await signInByWechat(shopper)
  const { merge } = (await t.call('POST', '/v1/me/merges', { token: again.token, body: { unionConflict: true } })).json<{ merge: { id: string } }>()
  await m.prove(again.token, merge.id, { code: await t.wxLogin(shopper) })
  const { token } = (await m.confirm(again.token, merge.id)).json<{ token: string }>()
  t.clock.advance(1_000)
  await t.script('linked-third', { unionid: 'union-linked' })
  expect((await signInByWechat('linked-third')).user.id).toBe(own.user.id)
  expect((await signInByWechat(shopper)).user.id).toBe(own.user.id)

  expect((await m.undo(token, merge.id)).statusCode).toBe(200)
  expect((await signInByWechat('linked-third')).user.id).toBe(other.user.id)
  const back = await signInByWechat(shopper)
  expect(back.user.id).toBe(own.user.id)
  expect((await t.call('GET', '/v1/me/merges', { token: back.token })).json()).toMatchObject({ hasUnionConflict: true })
})

test('ends all other sessions, and this one too if it came in through the other account', async () => {
  const { shopper, otherShopper, phone, token } = await two()
  const joined = await m.join(token, shopper, phone)
  const [viaOther, viaNumber] = [await signInByWechat(otherShopper), await m.bySms(phone)]
  const undone = await m.undo(viaOther.token, joined.id)
  expect(undone.json()).toMatchObject({ merge: { status: 'undone' }, user: null })
  for (const dead of [joined.token, viaOther.token, viaNumber.token]) expect((await me(dead)).json()).toMatchObject({ code: 'session_expired' })
})

describe('asked for in a session that a number began', () => {
  test("by the other account's number, it ends that session: it came in through the other account", async () => {
    const { shopper, phone, token, otherToken, otherId } = await two()
    await m.addAddress(token, '我')
    await m.addAddress(otherToken, '王')
    const joined = await m.join(token, shopper, phone)
    const viaNumber = await m.bySms(phone)
    const undone = await m.undo(viaNumber.token, joined.id)
    expect(undone.json()).toMatchObject({ merge: { status: 'undone' }, user: null })
    expect((await me(viaNumber.token)).json()).toMatchObject({ code: 'session_expired' })
    const other = await m.bySms(phone)
    expect(other.user.id).toBe(otherId)
    expect(await m.recipients(other.token)).toEqual(['王'])
  })

  test('by the number that the survivor had already, it goes on', async () => {
    const { shopper, phone, token, userId } = await two()
    const own = `1370002${String(count).padStart(4, '0')}`
    const { token: bound } = await bind(token, own)
    const joined = await m.join(bound, shopper, phone)
    const viaNumber = await m.bySms(own)
    expect((await m.undo(viaNumber.token, joined.id)).json()).toMatchObject({ merge: { status: 'undone' }, user: { id: userId } })
    expect((await me(viaNumber.token)).statusCode).toBe(200)
    expect((await me(joined.token)).statusCode).toBe(401)
  })

  test("by the other account's number, which the survivor has given up since, it ends as well", async () => {
    const { shopper, phone, token } = await two()
    const joined = await m.join(token, shopper, phone)
    const viaNumber = await m.bySms(phone)
    const { token: changed } = await bind(viaNumber.token, `1370003${String(count).padStart(4, '0')}`)
    expect((await m.undo(changed, joined.id)).json()).toMatchObject({ user: null })
    expect((await me(changed)).statusCode).toBe(401)
  })

  test('before the two were joined, it goes on', async () => {
    const [own, phone] = ['13600999901', '13600999902']
    const [mine, theirs] = [await m.bySms(own), await m.bySms(phone)]
    const { id, smsCode } = await m.start(mine.token, phone)
    await m.prove(mine.token, id, { smsCode })
    const { token } = (await m.confirm(mine.token, id)).json<{ token: string }>()
    expect((await me(theirs.token)).statusCode).toBe(401)
    expect((await m.undo(token, id)).json()).toMatchObject({ user: { id: mine.user.id } })
    expect((await me(token)).statusCode).toBe(200)
  })

  /** Also replaces the number so far. */
  const bind = async (token: string, phone: string) => {
    t.clock.advance(60_000)
    const { code } = await t.smsCode(phone, { token })
    return (await t.call('PUT', '/v1/me/phone', { token, body: { phone, code, replace: true } })).json<{ token: string }>()
  }
})

test('needs a proof of the last ten minutes', async () => {
  const { shopper, phone, token } = await two()
  const joined = await m.join(token, shopper, phone)
  t.clock.advance(10 * 60_000 + 1)
  expect((await m.undo(joined.token, joined.id)).json()).toMatchObject({ status: 403, code: 'proof_required' })
  await m.proveOwn(joined.token, shopper)
  expect((await m.undo(joined.token, joined.id)).statusCode).toBe(200)
})

test('works until the last moment of seven days, and then never again', async () => {
  const [early, late] = [await two(), await two()]
  const first = await m.join(early.token, early.shopper, early.phone)
  t.clock.advance(UNDO_LIFE_MS - 1)
  await m.proveOwn(first.token, early.shopper)
  expect((await m.undo(first.token, first.id)).statusCode).toBe(200)
  const second = await m.join((await signInByWechat(late.shopper)).token, late.shopper, late.phone)
  t.clock.advance(UNDO_LIFE_MS)
  await m.proveOwn(second.token, late.shopper)
  expect(await m.read(second.token, second.id)).toMatchObject({ status: 'joined', undoUntil: null })
  expect((await m.undo(second.token, second.id)).json()).toMatchObject({ status: 409, code: 'merge_final' })
  await sweepMerges(t.database.db, t.clock.now())
  const row = await t.database.db.selectFrom('account_merge').select(['moved', 'phone']).where('id', '=', second.id).executeTakeFirst()
  expect(row).toEqual({ moved: null, phone: null })
})

test('of two merges the later is undone first', async () => {
  const [one, two_] = [await two(), await two()]
  const first = await m.join(one.token, one.shopper, one.phone)
  const second = await m.join(first.token, one.shopper, two_.phone)
  expect((await t.call('GET', '/v1/me/merges', { token: second.token })).json()).toMatchObject({
    items: [{ id: second.id, undoUntil: expect.any(String) as string }, { id: first.id, undoUntil: null }],
  })
  expect((await m.undo(second.token, first.id)).json()).toMatchObject({ status: 409, code: 'merge_not_last' })
  expect((await m.undo(second.token, second.id)).statusCode).toBe(200)
  expect((await m.undo(second.token, first.id)).statusCode).toBe(200)
  expect((await signInByWechat(one.otherShopper)).user.id).toBe(one.otherId)
})

test('what was never joined is not undone', async () => {
  const { shopper, phone, token } = await two()
  const open = await m.start(token, phone)
  expect((await m.undo(token, open.id)).json()).toMatchObject({ status: 409, code: 'merge_closed' })
  const id = await m.ready(token, shopper, phone)
  expect((await m.undo(token, id)).json()).toMatchObject({ status: 409, code: 'merge_closed' })
})

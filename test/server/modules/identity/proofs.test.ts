import { ProblemError } from '../../../../server/errors'
import { PROOF_LIFE_MS, requireProof } from '../../../../server/modules/identity/proofs'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

const prove = (token: string, body: object) => t.call('POST', '/v1/me/proof', { token, body })
const sendCode = (token: string) => t.call('POST', '/v1/me/proof/sms-codes', { token })

/** What a route that needs a proof would decide. */
async function isProven(token: string): Promise<boolean> {
  const session = await t.app.sessions.find(token)
  if (!session) throw new Error('no session')
  try {
    await requireProof(t.database.db, session, t.clock.now())
    return true
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'proof_required') return false
    throw error
  }
}

async function withPhone(shopper: string): Promise<{ token: string; phone: string }> {
  const { token } = await t.signUp(shopper)
  const { phone } = await t.script(shopper, {})
  const answer = await t.call('PUT', '/v1/me/phone', { token, body: { phoneCode: (await t.tapPhone(shopper)).code } })
  return { token: answer.json<{ token: string }>().token, phone }
}

test('a sign-in is a proof for ten minutes, and not a moment longer', async () => {
  const { token } = await t.signUp('fresh')
  t.clock.advance(PROOF_LIFE_MS)
  expect(await isProven(token)).toBe(true)
  t.clock.advance(1)
  expect(await isProven(token)).toBe(false)
})

test('a fresh login code of the own WeChat proves it again', async () => {
  const { token } = await t.signUp('again')
  t.clock.advance(PROOF_LIFE_MS + 1)
  expect((await prove(token, { code: await t.wxLogin('again') })).statusCode).toBe(204)
  expect(await isProven(token)).toBe(true)
})

test("somebody else's WeChat proves nothing, and a used code neither", async () => {
  const { token } = await t.signUp('mine')
  await t.signUp('other')
  t.clock.advance(PROOF_LIFE_MS + 1)
  const code = await t.wxLogin('other')
  expect((await prove(token, { code })).json()).toMatchObject({ status: 401, code: 'wechat_code_invalid' })
  expect((await prove(token, { code })).json()).toMatchObject({ status: 401, code: 'wechat_code_invalid' })
  expect(await isProven(token)).toBe(false)
})

test('the code sent to the own number proves it, once, and is good for nothing else', async () => {
  const { token, phone } = await withPhone('texting')
  t.clock.advance(PROOF_LIFE_MS + 1)
  expect((await sendCode(token)).statusCode).toBe(200)
  const [sent] = t.sms.sent()
  expect(sent).toMatchObject({ phone, purpose: 'prove' })
  const smsCode = sent?.code ?? ''
  expect((await t.call('POST', '/v1/auth/sms', { body: { phone, code: smsCode } })).json()).toMatchObject({ code: 'sms_code_invalid' })
  expect((await prove(token, { smsCode })).statusCode).toBe(204)
  expect(await isProven(token)).toBe(true)
  expect((await prove(token, { smsCode })).json()).toMatchObject({ status: 401, code: 'sms_code_invalid' })
})

test('an account without a number is told so', async () => {
  const { token } = await t.signUp('numberless')
  expect((await sendCode(token)).json()).toMatchObject({ status: 409, code: 'phone_missing' })
  expect((await prove(token, { smsCode: '123456' })).json()).toMatchObject({ status: 409, code: 'phone_missing' })
})

test.each([[{}], [{ code: '' }], [{ smsCode: '12345' }], [{ code: 'x', smsCode: '123456' }], [{ phone: '13800138000' }]])('%j is 400', async (body) => {
  const { token } = await t.signUp('bad-shape')
  expect((await prove(token, body)).json()).toMatchObject({ status: 400, code: 'invalid_request' })
})

test.each(['/v1/me/proof', '/v1/me/proof/sms-codes'])('POST %s without a session is 401', async (url) => {
  expect((await t.call('POST', url, { body: {} })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

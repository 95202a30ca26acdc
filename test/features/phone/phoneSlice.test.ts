import { codeFrozen } from '@/features/loginCode/loginCodeSlice'
import { refreshLoginCode } from '@/features/loginCode/takeLoginCode'
import { oneTapClosed, oneTapReopened } from '@/features/phone/phoneSlice'
import { preparePhone } from '@/features/phone/preparePhone'
import { sendSmsCode } from '@/features/phone/sendSmsCode'
import { verifyPhone } from '@/features/phone/verifyPhone'
import { makeMe, offline, problem, unauthorised, makeStarted } from '../../support/app/factories'
import { makeFakeWechat } from '../../support/app/fakePlatform'
import { guestState, makeShop, memberState } from '../../support/app/shop'

const phone = '13800138000'
const sent = { requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 }
const encrypted = { encryptedData: 'AAAA', iv: 'A'.repeat(24) }
const verified = makeMe({ capability: 'phoneVerified', phone: '138****8000' })

describe('sendSmsCode', () => {
  it('keeps what the code belongs to, and when another may be asked for', async () => {
    const { store, api, state, clock } = makeShop({ preloadedState: guestState })
    api.auth.sendSmsCode.mockResolvedValue(sent)
    await store.dispatch(sendSmsCode({ phone, purpose: 'signIn' }))
    expect(state().phone.sms).toEqual({ status: 'sent', phone, requestId: 'r1', sentAt: clock.now(), resendAt: clock.now() + 60_000 })
  })

  it('does not ask twice within the pause, but does for another number', async () => {
    const { store, api, clock } = makeShop({ preloadedState: guestState })
    api.auth.sendSmsCode.mockResolvedValue(sent)
    await store.dispatch(sendSmsCode({ phone, purpose: 'signIn' }))
    await store.dispatch(sendSmsCode({ phone, purpose: 'signIn' }))
    expect(api.auth.sendSmsCode).toHaveBeenCalledTimes(1)
    await store.dispatch(sendSmsCode({ phone: '13900139000', purpose: 'signIn' }))
    expect(api.auth.sendSmsCode).toHaveBeenCalledTimes(2)
    clock.advance(60_000)
    await store.dispatch(sendSmsCode({ phone: '13900139000', purpose: 'signIn' }))
    expect(api.auth.sendSmsCode).toHaveBeenCalledTimes(3)
  })

  it('sends one for two taps', async () => {
    const { store, api } = makeShop({ preloadedState: guestState })
    api.auth.sendSmsCode.mockResolvedValue(sent)
    await Promise.all([store.dispatch(sendSmsCode({ phone, purpose: 'signIn' })), store.dispatch(sendSmsCode({ phone, purpose: 'signIn' }))])
    expect(api.auth.sendSmsCode).toHaveBeenCalledTimes(1)
  })

  it('may be tried again after a failure', async () => {
    const { store, api, state } = makeShop({ preloadedState: guestState })
    api.auth.sendSmsCode.mockRejectedValueOnce(offline()).mockResolvedValue(sent)
    const result = await store.dispatch(sendSmsCode({ phone, purpose: 'signIn' }))
    expect(result.payload).toMatchObject({ kind: 'network' })
    expect(state().phone.sms).toEqual({ status: 'idle' })
    await store.dispatch(sendSmsCode({ phone, purpose: 'signIn' }))
    expect(state().phone.sms.status).toBe('sent')
  })
})

describe('verifyPhone', () => {
  it.each([
    ['a code of the phone button', { phoneCode: 'pc' }],
    ['a one-time code', { phone, code: '123456', requestId: 'r1' }],
  ])('binds by %s, and takes over the new token', async (_how, proof) => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.me.verifyPhone.mockResolvedValue({ user: verified, token: 'token-9' })
    await store.dispatch(verifyPhone(proof))
    expect(api.me.verifyPhone).toHaveBeenCalledWith(proof, { token: 'token-0' })
    expect(state().user.me).toEqual(verified)
    expect(state().session).toMatchObject({ token: 'token-9', epoch: 1 })
  })

  it('keeps its token where none comes back', async () => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.me.verifyPhone.mockResolvedValue({ user: verified, token: null })
    await store.dispatch(verifyPhone({ phoneCode: 'pc' }))
    expect(state().session.token).toBe('token-0')
  })

  it('trap 1: sends the held code along with encrypted data: its session_key is the one that opens it', async () => {
    const { store, api, wechat, state } = makeShop({ preloadedState: memberState(), wechat: makeFakeWechat({ phoneCodeSupported: false }) })
    api.me.verifyPhone.mockResolvedValue({ user: verified, token: null })
    await store.dispatch(refreshLoginCode())
    store.dispatch(codeFrozen())
    await store.dispatch(verifyPhone(encrypted))
    expect(api.me.verifyPhone).toHaveBeenCalledWith({ ...encrypted, code: 'code-1' }, { token: 'token-0' })
    expect(wechat?.getCode).toHaveBeenCalledTimes(1)
    expect(state().loginCode.isFrozen).toBe(false)
  })

  it('trap 1: never fetches a code after the tap', async () => {
    const { store, api, wechat } = makeShop({ preloadedState: memberState() })
    api.me.verifyPhone.mockResolvedValue({ user: verified, token: null })
    store.dispatch(codeFrozen())
    await store.dispatch(verifyPhone(encrypted))
    expect(api.me.verifyPhone).toHaveBeenCalledWith(encrypted, { token: 'token-0' })
    expect(wechat?.getCode).not.toHaveBeenCalled()
  })

  it('price: asks nothing for an account that has a number', async () => {
    const { store, api } = makeShop({ preloadedState: memberState({ capability: 'phoneVerified' }) })
    await store.dispatch(verifyPhone({ phoneCode: 'pc' }))
    expect(api.me.verifyPhone).not.toHaveBeenCalled()
  })

  it('takes a number that was verified elsewhere meanwhile', async () => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.me.verifyPhone.mockRejectedValue(problem('phone_already_verified'))
    api.me.get.mockResolvedValue(verified)
    const result = await store.dispatch(verifyPhone({ phoneCode: 'pc' }))
    expect(verifyPhone.fulfilled.match(result)).toBe(true)
    expect(state().user.me?.capability).toBe('phoneVerified')
  })

  it.each(['phone_taken', 'sms_code_invalid', 'phone_decrypt_failed', 'wechat_quota_exhausted'] as const)('tells %s and leaves the account as it was', async (code) => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.me.verifyPhone.mockRejectedValue(problem(code))
    const result = await store.dispatch(verifyPhone({ phoneCode: 'pc' }))
    expect(result.payload).toMatchObject({ code })
    expect(state().user.me?.capability).toBe('member')
    expect(state().phone.isVerifying).toBe(false)
  })

  it('survives a token that was refused', async () => {
    const { store, api, state } = makeShop({ preloadedState: memberState() })
    api.me.verifyPhone.mockRejectedValueOnce(unauthorised()).mockResolvedValue({ user: verified, token: 'token-9' })
    api.auth.wechat.mockResolvedValue(makeStarted({ token: 'token-2' }))
    await store.dispatch(verifyPhone({ phoneCode: 'pc' }))
    expect(state().user.me?.capability).toBe('phoneVerified')
  })
})

describe('preparePhone', () => {
  const oldWechat = (isAlive: boolean) => makeFakeWechat({ phoneCodeSupported: false, isSessionKeyAlive: jest.fn().mockResolvedValue(isAlive) })

  it('has a code ready for a guest', async () => {
    const { store, state } = makeShop({ preloadedState: guestState })
    await store.dispatch(preparePhone())
    expect(state().loginCode.phase).toBe('held')
  })

  it.each([
    ['needs nothing where the button gives a code', makeFakeWechat(), 0],
    ['leaves a key alone that the server has and that holds', oldWechat(true), 0],
    ['fetches a code when the key no longer holds', oldWechat(false), 1],
  ])('%s', async (_why, wechat, logins) => {
    const { store } = makeShop({ preloadedState: memberState(), wechat })
    await store.dispatch(preparePhone())
    expect(wechat.getCode).toHaveBeenCalledTimes(logins)
  })
})

describe("WeChat's one tap", () => {
  it('user deny: stays closed after a refusal until the shopper comes to a gate again', () => {
    const { store, state } = makeShop()
    store.dispatch(oneTapClosed('refused'))
    expect(state().phone.oneTap).toBe('refused')
    store.dispatch(oneTapReopened())
    expect(state().phone.oneTap).toBe('open')
  })

  it('errno 1400001: stays closed when the quota is used up', () => {
    const { store, state } = makeShop()
    store.dispatch(oneTapClosed('exhausted'))
    store.dispatch(oneTapReopened())
    expect(state().phone.oneTap).toBe('exhausted')
  })
})

import Taro from '@tarojs/taro'
import { wechatLogin } from '@/platform/wechatLogin'
import { PRIVACY_BUTTON_ID, wechatPrivacy } from '@/platform/wechatPrivacy'
import { isVersionAtLeast } from '@/platform/version'

/** What the phone's WeChat answers: Taro passes these through in the mini-program. */
function answerWith(functions: Record<string, unknown>, SDKVersion = '3.0.0') {
  Object.assign(Taro, { getAppBaseInfo: () => ({ SDKVersion }), ...functions })
}

// eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat rejects with plain objects
const fails = () => Promise.reject({ errMsg: 'api:fail' })

describe('isVersionAtLeast', () => {
  it.each([
    ['2.21.2', '2.21.2', true],
    ['2.21.1', '2.21.2', false],
    ['2.9.0', '2.21.2', false],
    ['3.0', '2.21.2', true],
    ['2.21', '2.21.0', true],
    ['0', '2.21.2', false],
  ])('%s against %s', (version, wanted, isEnough) => {
    expect(isVersionAtLeast(version, wanted)).toBe(isEnough)
  })
})

describe('wechatLogin', () => {
  it('answers the code', async () => {
    answerWith({ login: () => Promise.resolve({ code: 'c', errMsg: 'login:ok' }) })
    await expect(wechatLogin.getCode()).resolves.toBe('c')
  })

  it.each([
    ['rejects', fails],
    ['answers none', () => Promise.resolve({ code: '', errMsg: 'login:ok' })],
  ])('is a failure that may pass when WeChat %s', async (_how, login) => {
    answerWith({ login })
    await expect(wechatLogin.getCode()).rejects.toMatchObject({ error: { kind: 'network', retryable: true } })
  })

  it('knows by the base library whether the phone button gives a code', () => {
    answerWith({}, '2.21.1')
    expect(wechatLogin.phoneCodeSupported).toBe(false)
    answerWith({}, '2.21.2')
    expect(wechatLogin.phoneCodeSupported).toBe(true)
  })

  it.each([
    [() => Promise.resolve({}), true],
    [fails, false],
  ])('trap 3: asks whether the key of the last wx.login holds, which is all that checkSession knows', async (checkSession, isAlive) => {
    answerWith({ checkSession })
    await expect(wechatLogin.isSessionKeyAlive()).resolves.toBe(isAlive)
  })

  describe('user info of old clients', () => {
    const given = { rawData: '{}', signature: 's', encryptedData: 'e', iv: 'i' }
    const getUserInfo = jest.fn(() => Promise.resolve({ ...given, userInfo: {}, errMsg: 'getUserInfo:ok' }))
    const granted = (isGranted: boolean) => () => Promise.resolve({ authSetting: { 'scope.userInfo': isGranted } })

    beforeEach(() => getUserInfo.mockClear())

    it('is read where it was granted before', async () => {
      answerWith({ getSetting: granted(true), getUserInfo }, '2.20.0')
      await expect(wechatLogin.getSignedUserInfo()).resolves.toEqual(given)
    })

    it.each([
      ['was not granted', '2.20.0', granted(false)],
      ['would be anonymous', '2.27.1', granted(true)],
      ['cannot be asked about', '2.20.0', fails],
    ])('is left alone where it %s', async (_why, version, getSetting) => {
      answerWith({ getSetting, getUserInfo }, version)
      await expect(wechatLogin.getSignedUserInfo()).resolves.toBeNull()
      expect(getUserInfo).not.toHaveBeenCalled()
    })
  })
})

describe('wechatPrivacy', () => {
  it.each([
    [true, { event: 'agree', buttonId: PRIVACY_BUTTON_ID }],
    [false, { event: 'disagree' }],
  ])('answers %s in the words of WeChat', (isAgreed, words) => {
    let need: (resolve: (option: object) => void) => void = () => undefined
    answerWith({ onNeedPrivacyAuthorization: (listener: typeof need) => (need = listener) })
    const resolve = jest.fn()
    wechatPrivacy.onNeeded((answer) => answer(isAgreed))
    need(resolve)
    expect(resolve).toHaveBeenCalledWith(words)
  })

  it.each([true, false])('asks WeChat whether it is needed: %s', async (needAuthorization) => {
    answerWith({ getPrivacySetting: ({ success }: { success: (answer: object) => void }) => success({ needAuthorization, privacyContractName: '《隐私保护指引》' }) })
    await expect(wechatPrivacy.isNeeded()).resolves.toBe(needAuthorization)
  })

  it('counts as agreed where WeChat does not say', async () => {
    answerWith({ getPrivacySetting: ({ fail }: { fail: () => void }) => fail() })
    await expect(wechatPrivacy.isNeeded()).resolves.toBe(false)
  })

  it('shows the contract, and does not mind when WeChat cannot', async () => {
    const openPrivacyContract = jest.fn(({ complete }: { complete: () => void }) => complete())
    answerWith({ openPrivacyContract })
    await expect(wechatPrivacy.openContract()).resolves.toBeUndefined()
    expect(openPrivacyContract).toHaveBeenCalledTimes(1)
    answerWith({ openPrivacyContract: undefined })
    await expect(wechatPrivacy.openContract()).resolves.toBeUndefined()
  })

  it('is not in the way on libraries that know of none', async () => {
    answerWith({ onNeedPrivacyAuthorization: undefined, getPrivacySetting: undefined })
    expect(() => wechatPrivacy.onNeeded(jest.fn())).not.toThrow()
    await expect(wechatPrivacy.isNeeded()).resolves.toBe(false)
  })
})

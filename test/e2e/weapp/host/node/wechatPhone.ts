import { AVATAR_PNG } from './temporaryFiles'
import { WxFailure } from './wxFailure'

/** What the phone button gives: a code, the older encrypted form without a code, or one of its failures. */
export type PhoneButton = 'code' | 'encrypted' | 'deny' | 'noQuota'

export interface WechatPhoneOptions {
  /** Address of the WeChat stand-in; undefined when a test uses no identity. */
  wechat: string | undefined
  /** Who holds the phone. */
  shopper: string
}

interface PhoneAnswer {
  errMsg: string
  errno?: number
  code?: string
  encryptedData?: string
  iv?: string
}

interface UserInfoAnswer {
  rawData: string
  signature: string
  encryptedData: string
  iv: string
  userInfo: Record<string, unknown>
}

/** An entry of WeChat's address book, with the fields of `wx.chooseAddress`. */
export interface WechatAddress {
  userName: string
  telNumber: string
  provinceName: string
  cityName: string
  countyName: string
  detailInfo: string
  nationalCode: string
  postalCode: string
}

const HANGZHOU: WechatAddress = {
  userName: '李小满',
  telNumber: '13800138001',
  provinceName: '浙江省',
  cityName: '杭州市',
  countyName: '西湖区',
  detailInfo: '灵隐路 1 号',
  nationalCode: '330106',
  postalCode: '310000',
}

const NO_QUOTA = new WxFailure('jsapi has no permission, event is not supported', 1_400_001)

/** The identity calls of one phone, answered by the WeChat stand-in as WeChat's own servers would. */
export class WechatPhone {
  phoneButton: PhoneButton = 'code'
  /** `wx.login` fails while this is set. */
  loginFailure: WxFailure | undefined
  /** `wx.getSetting` says that `scope.userInfo` was granted, as on old base libraries. */
  userInfoGranted = false
  avatar: 'chosen' | 'cancelled' = 'chosen'
  /** The picture behind the temporary file that `chooseAvatar` names. */
  avatarFile: Buffer = AVATAR_PNG
  /** What `chooseMedia` is answered with: a picture that the camera takes, or a shopper who closes it. */
  photo: Buffer | 'cancelled' = AVATAR_PNG
  /** What is picked in WeChat's own address book; null closes it. */
  address: WechatAddress | null = HANGZHOU
  /** What the shopper says to a message that the app would send him. */
  subscription: 'accept' | 'reject' | 'fail' = 'accept'
  readonly calls: string[] = []

  constructor(private readonly options: WechatPhoneOptions) {}

  get shopper(): string {
    return this.options.shopper
  }

  /** Each call may replace the session_key, as on a phone. */
  async login(): Promise<{ code: string }> {
    this.calls.push('login')
    if (this.loginFailure) throw this.loginFailure
    return this.post<{ code: string }>('/sandbox/login')
  }

  async tapPhoneButton(): Promise<Omit<PhoneAnswer, 'errMsg'>> {
    this.calls.push('phoneNumber')
    if (this.phoneButton === 'deny') throw new WxFailure('user deny')
    if (this.phoneButton === 'noQuota') throw NO_QUOTA
    const { errMsg, errno, code, encryptedData, iv } = await this.post<PhoneAnswer>('/sandbox/phone')
    if (errno !== undefined) throw new WxFailure(errMsg.replace(/^getPhoneNumber:fail /, ''), errno)
    return this.phoneButton === 'encrypted' ? { encryptedData, iv } : { code, encryptedData, iv }
  }

  chooseAddress(): WechatAddress {
    this.calls.push('address')
    if (this.address === null) throw new WxFailure('cancel')
    return this.address
  }

  async userInfo(): Promise<UserInfoAnswer> {
    this.calls.push('userInfo')
    return this.post<UserInfoAnswer>('/sandbox/user-info')
  }

  /** One more message of each template, as far as he allows it. */
  async subscribe(templateIds: string[]): Promise<Record<string, string>> {
    this.calls.push('subscribe')
    if (this.subscription === 'fail') throw new WxFailure('The main switch is switched off', 20_004)
    if (this.subscription === 'accept') await this.post('/sandbox/subscriptions', { templateIds })
    return Object.fromEntries(templateIds.map((id) => [id, this.subscription]))
  }

  private async post<Answer>(path: string, rest: object = {}): Promise<Answer> {
    if (this.options.wechat === undefined) throw new WxFailure('no WeChat stand-in was given to launch()')
    const response = await fetch(this.options.wechat + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ shopper: this.options.shopper, ...rest }),
    })
    if (!response.ok) throw new WxFailure(`the WeChat stand-in answered ${response.status} to ${path}`)
    return (response.status === 204 ? undefined : await response.json()) as Answer
  }
}

import type { Address, AddressInput, AddressList, AddressUpdate } from '@contract/addresses'
import type { Me, MeUpdate, PhoneProof, PhoneVerified, SessionStarted, SmsCodeRequest, SmsCodeSent, SmsSignIn, WechatSignIn } from '@contract/identity'
import type { AuthWays, WebSignInPage, WebSignInStart } from '@contract/webSignIn'
import type { Transport } from './transport'

/** What a call inside a session carries besides its arguments. The token is null on H5, where the cookie does its work. */
export interface SessionCall {
  token: string | null
  signal?: AbortSignal
  idempotencyKey?: string
}

/** Endpoints that slices call in a fixed order; what is a mere cache of the server goes through RTK Query. */
export interface Api {
  request: Transport
  auth: {
    wechat(body: WechatSignIn): Promise<SessionStarted>
    /** Inside a session the code is for binding a phone, outside for signing in. */
    sendSmsCode(body: SmsCodeRequest, call?: SessionCall): Promise<SmsCodeSent>
    sms(body: SmsSignIn): Promise<SessionStarted>
    /** Which ways through WeChat the shop has. */
    ways(): Promise<AuthWays>
    /** The page of WeChat to go to. */
    webPage(body: WebSignInStart): Promise<WebSignInPage>
    signOut(call: SessionCall): Promise<void>
  }
  me: {
    get(call: SessionCall): Promise<Me>
    update(body: MeUpdate, call: SessionCall): Promise<Me>
    verifyPhone(body: PhoneProof, call: SessionCall): Promise<PhoneVerified>
  }
  addresses: {
    list(call: SessionCall): Promise<AddressList>
    create(body: AddressInput, call: SessionCall): Promise<Address>
    update(id: string, body: AddressUpdate, call: SessionCall): Promise<Address>
    remove(id: string, call: SessionCall): Promise<void>
  }
}

export function makeApi(request: Transport): Api {
  const addressPath = (id: string) => `/v1/me/addresses/${encodeURIComponent(id)}`
  return {
    request,
    auth: {
      // The cookie has to be accepted from these answers, hence `session`.
      wechat: (body) => request({ method: 'POST', path: '/v1/auth/wechat', body, session: true }),
      sendSmsCode: (body, call) => request({ method: 'POST', path: '/v1/auth/sms/codes', body, session: true, ...call }),
      sms: (body) => request({ method: 'POST', path: '/v1/auth/sms', body, session: true }),
      ways: () => request({ path: '/v1/auth/ways' }),
      // `session`: the cookie that marks this browser has to be accepted.
      webPage: (body) => request({ method: 'POST', path: '/v1/auth/wechat/web', body, session: true }),
      signOut: (call) => request({ method: 'DELETE', path: '/v1/session', session: true, ...call }),
    },
    me: {
      get: (call) => request({ path: '/v1/me', session: true, ...call }),
      update: (body, call) => request({ method: 'PATCH', path: '/v1/me', body, session: true, ...call }),
      verifyPhone: (body, call) => request({ method: 'PUT', path: '/v1/me/phone', body, session: true, ...call }),
    },
    addresses: {
      list: (call) => request({ path: '/v1/me/addresses', session: true, ...call }),
      create: (body, call) => request({ method: 'POST', path: '/v1/me/addresses', body, session: true, ...call }),
      update: (id, body, call) => request({ method: 'PATCH', path: addressPath(id), body, session: true, ...call }),
      remove: (id, call) => request({ method: 'DELETE', path: addressPath(id), session: true, ...call }),
    },
  }
}

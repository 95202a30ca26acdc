import { askHost } from '../bridge'
import type { Host } from '../host'
import { PRIVACY_CONTRACT } from '../privacy'
import type { BuildGroup } from './api'

export const identityApis: BuildGroup = (host) => {
  const { privacy } = host
  return {
    async: {
      login: () => askHost('login'),
      checkSession: () => undefined,
      getSetting: () => askHost('setting'),
      openSetting: () => askHost('setting'),
      getUserInfo: () => afterConsent(host, 'getUserInfo', () => askHost('userInfo')),
      chooseAddress: () => afterConsent(host, 'chooseAddress', () => askHost('address')),
      chooseMedia: () => afterConsent(host, 'chooseMedia', () => askHost('media')),
      getUserProfile: () => afterConsent(host, 'getUserProfile', () => askHost('userInfo')),
      getPrivacySetting: () => ({ needAuthorization: privacy.needed, privacyContractName: PRIVACY_CONTRACT }),
      requirePrivacyAuthorize: () => privacy.require('requirePrivacyAuthorize'),
      openPrivacyContract: () => {
        host.stats.toasts.push(PRIVACY_CONTRACT)
      },
    },
  }
}

async function afterConsent<Answer>(host: Host, api: string, ask: () => Promise<Answer>): Promise<Answer> {
  await host.privacy.require(api)
  return ask()
}

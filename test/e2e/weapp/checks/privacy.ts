import { ownModules, type Rule, type Subject } from './subject'

const LOCATION = ['getFuzzyLocation', 'getLocation', 'onLocationChange', 'startLocationUpdate', 'startLocationUpdateBackground', 'chooseLocation', 'choosePoi', 'chooseAddress']
const PRIVATE = [
  ...['getUserProfile', 'getUserInfo', 'chooseAvatar', 'chooseMedia', 'chooseImage', 'chooseVideo', 'saveImageToPhotosAlbum'],
  ...['getClipboardData', 'setClipboardData', 'getWeRunData', 'chooseInvoiceTitle', 'startRecord', 'addPhoneContact', ...LOCATION],
]
const PRIVATE_BUTTONS = ['getPhoneNumber', 'getRealtimePhoneNumber', 'chooseAvatar', 'getUserInfo']

const ownCode = (subject: Subject) => ownModules(subject).map(([, source]) => source).join('\n')
const calls = (code: string, name: string) => new RegExp(`\\.${name}\\b\\s*\\)?\\(`).test(code)

/** WeChat refuses private calls of an app that does not say it asks for consent. */
export const privacyCheckIsOn: Rule = (subject) => {
  const code = ownCode(subject)
  const used = [...PRIVATE.filter((name) => calls(code, name)), ...PRIVATE_BUTTONS.filter((name) => new RegExp(`["'\`|]${name}["'\`|]`).test(code))]
  return used.length > 0 && subject.app.__usePrivacyCheck__ !== true ? [`${[...new Set(used)].join(', ')} used, and __usePrivacyCheck__ is not true`] : []
}

/** Location calls are announced in app.json, and nothing else is. */
export const privateInfosAreDeclared: Rule = (subject) => {
  const { requiredPrivateInfos: declared = [], permission } = subject.app
  const code = ownCode(subject)
  const asksPlace = declared.some((name) => /^(getLocation|getFuzzyLocation|startLocationUpdate)/.test(name))
  return [
    ...LOCATION.filter((name) => calls(code, name) && !declared.includes(name)).map((name) => `wx.${name} is used and not in requiredPrivateInfos`),
    ...declared.filter((name) => !LOCATION.includes(name)).map((name) => `requiredPrivateInfos names ${name}, which WeChat does not know there`),
    ...declared.filter((name) => LOCATION.includes(name) && !calls(code, name)).map((name) => `requiredPrivateInfos names ${name}, which is not used`),
    ...(declared.includes('getLocation') && declared.includes('getFuzzyLocation') ? ['requiredPrivateInfos: getLocation and getFuzzyLocation exclude each other'] : []),
    ...(asksPlace && !permission?.['scope.userLocation']?.desc ? ['permission["scope.userLocation"].desc is missing'] : []),
  ]
}

export const codeIsLoadedLazily: Rule = ({ app }) => (app.lazyCodeLoading === 'requiredComponents' ? [] : ['lazyCodeLoading is not "requiredComponents"'])

/** Calls that WeChat has replaced, by what replaces them. */
const OUTDATED: Record<string, string[]> = {
  getSystemInfo: ['getWindowInfo', 'getDeviceInfo', 'getAppBaseInfo'],
  getSystemInfoSync: ['getWindowInfo', 'getDeviceInfo', 'getAppBaseInfo'],
  chooseImage: ['chooseMedia'],
}

/** An outdated call is right only as what old base libraries fall back on, beside its replacement. */
export const noOutdatedCalls: Rule = (subject) => {
  const code = ownCode(subject)
  return Object.entries(OUTDATED)
    .filter(([name, replacements]) => calls(code, name) && !replacements.some((replacement) => code.includes(`.${replacement}`)))
    .map(([name, replacements]) => `wx.${name} is outdated: use ${replacements.join(', ')}`)
}

import { askHost, WxError } from '../bridge'
import type { BuildControl, ControlContext } from './control'
import { contextOf, text } from './control'
import { resetForm, submitForm } from './form'

/** Event that a button fires for an open type, and whether the shopper must have agreed to the privacy guidelines. */
const OPEN_TYPES: Record<string, { event: string; service?: string; private?: boolean }> = {
  getPhoneNumber: { event: 'getphonenumber', service: 'phoneNumber', private: true },
  getRealtimePhoneNumber: { event: 'getrealtimephonenumber', service: 'phoneNumber', private: true },
  getUserInfo: { event: 'getuserinfo', service: 'userInfo', private: true },
  chooseAvatar: { event: 'chooseavatar', service: 'chooseAvatar', private: true },
  openSetting: { event: 'opensetting', service: 'setting' },
  contact: { event: 'contact' },
  feedback: { event: 'feedback' },
  launchApp: { event: 'launchapp' },
}
const AGREE = 'agreePrivacyAuthorization'

export const button: BuildControl = (context) => {
  const { element, aria } = context
  aria('role', 'button')
  return {
    tap: () => {
      if (context.prop('loading')) return
      const form = contextOf(element.closest('wx-form'))
      if (form && context.prop('formType') === 'submit') submitForm(form)
      if (form && context.prop('formType') === 'reset') resetForm(form)
      void openTypes(context)
    },
    activate: () => element.click(),
    update: (name, value) => {
      if (name === 'disabled') {
        element.toggleAttribute('disabled', Boolean(value))
        aria('aria-disabled', String(Boolean(value)))
      }
      if (name === 'loading') element.toggleAttribute('loading', Boolean(value))
      if (name === 'type' || name === 'size') element.setAttribute(name, text(value))
    },
  }
}

/** Types may be combined, as in `getPhoneNumber|agreePrivacyAuthorization`: agreeing comes first. */
async function openTypes(context: ControlContext) {
  const types = text(context.prop('openType')).split('|').filter(Boolean)
  if (types.includes(AGREE)) {
    context.host.privacy.agreeBy(context.element.id)
    context.fire('agreeprivacyauthorization', { errMsg: `${AGREE}:ok` })
  }
  for (const type of types.filter((name) => name !== AGREE)) await open(context, type)
}

async function open(context: ControlContext, type: string) {
  const { host } = context
  host.stats.calls.push(`button.${type}`)
  if (type === 'share') return host.share('button', context.element.dataset)
  const known = OPEN_TYPES[type]
  if (!known) throw new Error(`button open-type "${type}" is not supported by the test host`)
  try {
    if (known.private) await host.privacy.require(type)
    const detail = known.service ? await askHost<object>(known.service) : {}
    context.fire(known.event, { errMsg: `${type}:ok`, ...detail })
  } catch (thrown) {
    const { message, errno } = thrown instanceof WxError ? thrown : { message: String(thrown), errno: undefined }
    context.fire(known.event, { errMsg: `${type}:fail ${message}`, ...(errno === undefined ? {} : { errno }) })
  }
}

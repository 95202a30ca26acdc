import { Type, type Static } from '@sinclair/typebox'

const TemplateId = Type.Optional(Type.String({ pattern: '^([A-Za-z0-9_-]{8,64})?$' }))
const Fields = Type.Optional(Type.String({ pattern: '^([a-z_]+\\d+,[a-z_]+\\d+,[a-z_]+\\d+)?$' }))

export const MessageEnvironment = {
  WECHAT_REMINDER_TEMPLATE: TemplateId,
  WECHAT_REMINDER_FIELDS: Fields,
  WECHAT_ALERT_TEMPLATE: TemplateId,
  WECHAT_ALERT_FIELDS: Fields,
  WECHAT_SHIPPING_TEMPLATE: TemplateId,
  WECHAT_SHIPPING_FIELDS: Fields,
}
const _environment = Type.Object(MessageEnvironment)

/** A template of the mini-program's subscribe messages. */
export interface MessageTemplate {
  templateId: string
  /** Names of its three fields, in the order in which the settings give them. */
  fields: readonly [string, string, string]
}

/** Null: what it would tell of is a notice in the app alone. */
export interface MessageTemplates {
  /** Before a best-before date: product, date, a sentence. */
  reminders: MessageTemplate | null
  /** A favourite is back, cheaper, or in its last days: product, price, a sentence. */
  alerts: MessageTemplate | null
  /** A parcel is on its way: order number, goods, a sentence. */
  shipping: MessageTemplate | null
}

/** WeChat takes those alone that were chosen in its console; its stand-in takes any. */
export function readTemplates(values: Static<typeof _environment>, isSandbox: boolean): MessageTemplates {
  const read = (id: string | undefined, standIn: string, names: string | undefined, usual: MessageTemplate['fields']): MessageTemplate | null => {
    const templateId = id || (isSandbox ? standIn : null)
    const [first = usual[0], second = usual[1], third = usual[2]] = names ? names.split(',') : []
    return templateId === null ? null : { templateId, fields: [first, second, third] }
  }
  return {
    reminders: read(values.WECHAT_REMINDER_TEMPLATE, 'sandbox-reminder', values.WECHAT_REMINDER_FIELDS, ['thing1', 'date2', 'thing3']),
    alerts: read(values.WECHAT_ALERT_TEMPLATE, 'sandbox-alert', values.WECHAT_ALERT_FIELDS, ['thing1', 'amount2', 'thing3']),
    shipping: read(values.WECHAT_SHIPPING_TEMPLATE, 'sandbox-shipping', values.WECHAT_SHIPPING_FIELDS, ['character_string1', 'thing2', 'thing3']),
  }
}

import { WechatError, WechatUnreachable } from './problems'
import type { WechatAnswer } from './transport'

/** A message that the shopper has allowed once, by `wx.requestSubscribeMessage`. */
export interface SubscribeMessage {
  openid: string
  templateId: string
  /** What a tap on it opens, such as `packages/trade/dates/index`. */
  page: string
  /** By the names of the template's fields, such as `thing1`. */
  data: Record<string, string>
}

/** `unsure`: WeChat did not answer, and it may have arrived. */
export type MessageOutcome = 'sent' | 'refused' | 'unsure'

const PATH = '/cgi-bin/message/subscribe/send'
/** A text field of a template (`thing`) takes 20 characters; longer ones are 47003. */
export const THING_LENGTH = 20
/** Busy, a token that went bad, the day's calls used up, or our own settings wrong, which somebody will put right. */
const LATER = new Set([-1, 40001, 40013, 40125, 40164, 41002, 41004, 45009])

/** Rejects where another try may help: WeChat has not taken the message. */
export async function sendSubscribeMessage(call: (path: string, body: Record<string, unknown>) => Promise<WechatAnswer>, { openid, templateId, page, data }: SubscribeMessage): Promise<MessageOutcome> {
  const fields = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, { value }]))
  try {
    await call(PATH, { touser: openid, template_id: templateId, page, lang: 'zh_CN', data: fields })
    return 'sent'
  } catch (error) {
    if (error instanceof WechatUnreachable && error.path === PATH) return 'unsure'
    if (error instanceof WechatError && error.path === PATH && !LATER.has(error.errcode)) return 'refused'
    throw error
  }
}

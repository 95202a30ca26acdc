import type { SmsPurpose } from '@contract/identity'

/**
 * What a one-time code is for. `prove` is never asked for by number: it goes to the account's own. `merge` shows that the
 * account of a number is one's own as well.
 */
export type CodePurpose = SmsPurpose | 'prove' | 'merge'

export interface SmsMessage {
  phone: string
  code: string
  purpose: CodePurpose
}

/** Delivers one-time codes. Rejects when the provider did not take the message. */
export interface SmsSender {
  send(message: SmsMessage): Promise<void>
}

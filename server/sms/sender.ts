import type { SmsPurpose } from '@contract/identity'

export interface SmsMessage {
  phone: string
  code: string
  purpose: SmsPurpose
}

/** Delivers one-time codes. Rejects when the provider did not take the message. */
export interface SmsSender {
  send(message: SmsMessage): Promise<void>
}

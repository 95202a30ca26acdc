import type { Clock } from '../clock'
import type { SmsMessage, SmsSender } from '../sms/sender'

const KEPT = 50

export interface SentSms extends SmsMessage {
  /** RFC 3339, UTC. */
  sentAt: string
}

/** Delivers nothing: keeps the last messages in memory for `/dev` and for tests. Production refuses to start with it. */
export class SmsSandbox implements SmsSender {
  private messages: SentSms[] = []

  constructor(private readonly clock: Clock) {}

  send(message: SmsMessage): Promise<void> {
    this.messages = [{ ...message, sentAt: new Date(this.clock.now()).toISOString() }, ...this.messages].slice(0, KEPT)
    return Promise.resolve()
  }

  /** Newest first. */
  sent(): readonly SentSms[] {
    return this.messages
  }
}

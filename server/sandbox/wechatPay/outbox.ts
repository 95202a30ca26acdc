import type { StandInNotice } from './notices'

/** A notice is signed when it is sent, and anew when it is sent again. */
export type Draft = () => StandInNotice
/** Answers the HTTP status of the receiver. */
export type Deliver = (notice: StandInNotice) => Promise<number>

/** WeChat repeats a notice fifteen times in a day; a developer sits before the screen now. */
const RETRY_MS = [1_000, 5_000, 15_000]

/** Notices on their way. Held back until `flush` where tests decide when news arrives. */
export class Outbox {
  private waiting: Draft[] = []
  private readonly timers = new Set<NodeJS.Timeout>()

  constructor(
    private readonly deliver: Deliver,
    private readonly isHeld: boolean,
  ) {}

  add(draft: Draft): void {
    if (this.isHeld) this.waiting.push(draft)
    else void this.send(draft, 0)
  }

  /** Delivers what is held back, in order, once each; answers the statuses. */
  async flush(): Promise<number[]> {
    const drafts = this.waiting
    this.waiting = []
    const statuses: number[] = []
    for (const draft of drafts) statuses.push(await this.deliver(draft()))
    return statuses
  }

  /** What is held back is lost on its way. */
  drop(): void {
    this.waiting = []
  }

  close(): void {
    this.timers.forEach((timer) => clearTimeout(timer))
    this.timers.clear()
  }

  private async send(draft: Draft, attempt: number): Promise<void> {
    const status = await this.deliver(draft()).catch(() => 0)
    const wait = RETRY_MS[attempt]
    if ((status >= 200 && status < 300) || wait === undefined) return
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      void this.send(draft, attempt + 1)
    }, wait).unref()
    this.timers.add(timer)
  }
}

export async function deliverByHttp({ url, headers, body }: StandInNotice): Promise<number> {
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) })
  await response.arrayBuffer()
  return response.status
}

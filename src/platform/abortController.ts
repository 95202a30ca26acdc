/**
 * The part of the DOM's AbortController that Redux Toolkit uses, for the mini-program's runtime, which has none.
 * Provided to every module as a free identifier by the bundler (config/index.ts).
 */
type Listener = (event: { type: 'abort' }) => void

export class AbortSignal {
  aborted = false
  reason: unknown = undefined
  onabort: Listener | null = null
  private listeners: { run: Listener; once: boolean }[] = []

  /** A signal that is aborted already. */
  static abort(reason?: unknown): AbortSignal {
    const controller = new AbortController()
    controller.abort(reason)
    return controller.signal
  }

  addEventListener(type: string, run: Listener, options?: boolean | { once?: boolean; signal?: AbortSignal }): void {
    if (type !== 'abort' || this.listeners.some((listener) => listener.run === run)) return
    const { once = false, signal } = typeof options === 'object' ? options : {}
    if (signal?.aborted) return
    this.listeners.push({ run, once })
    signal?.addEventListener('abort', () => this.removeEventListener('abort', run))
  }

  removeEventListener(type: string, run: Listener): void {
    if (type === 'abort') this.listeners = this.listeners.filter((listener) => listener.run !== run)
  }

  dispatchEvent(event: { type: 'abort' }): boolean {
    this.onabort?.(event)
    for (const listener of [...this.listeners]) {
      if (listener.once) this.removeEventListener('abort', listener.run)
      listener.run(event)
    }
    return true
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }
}

export class AbortController {
  readonly signal = new AbortSignal()

  abort(reason?: unknown): void {
    if (this.signal.aborted) return
    this.signal.aborted = true
    this.signal.reason = reason ?? abortError()
    this.signal.dispatchEvent({ type: 'abort' })
  }
}

function abortError(): Error {
  const error = new Error('The operation was aborted')
  error.name = 'AbortError'
  return error
}

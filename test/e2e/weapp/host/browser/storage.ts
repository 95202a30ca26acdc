import { WxError } from './bridge'

const PREFIX = 'wx:'
const ENTRY_LIMIT_BYTES = 1024 * 1024
const TOTAL_LIMIT_KB = 10 * 1024

/** The mini-program's storage. It lives in the browser context's own local storage, so it outlives a restart. */
export class Storage {
  get(key: string): unknown {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? undefined : (JSON.parse(text) as unknown)
  }

  set(key: string, value: unknown) {
    const text = JSON.stringify(value ?? null)
    if (new Blob([text]).size > ENTRY_LIMIT_BYTES) throw new WxError('exceed storage item max length')
    localStorage.setItem(PREFIX + key, text)
  }

  remove(key: string) {
    localStorage.removeItem(PREFIX + key)
  }

  clear() {
    for (const key of this.keys()) this.remove(key)
  }

  keys(): string[] {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length))
  }

  info() {
    const bytes = this.keys().reduce((sum, key) => sum + (localStorage.getItem(PREFIX + key)?.length ?? 0), 0)
    return { keys: this.keys(), currentSize: Math.ceil(bytes / 1024), limitSize: TOTAL_LIMIT_KB }
  }
}

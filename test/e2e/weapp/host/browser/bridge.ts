import type { HostAnswer, HostCall } from '../protocol'

declare global {
  interface Window {
    __hostCall(call: HostCall): Promise<HostAnswer>
  }
}

/** A failing `wx` call; `message` is what follows `name:fail ` in `errMsg`. */
export class WxError extends Error {
  constructor(
    message: string,
    readonly errno?: number,
  ) {
    super(message)
  }
}

/** Asks the test process. Arguments are made plain JSON on the way, bytes excepted. */
export async function askHost<Value = unknown>(name: string, args: object = {}): Promise<Value> {
  const answer = await window.__hostCall({ name, args: toPlain(args) as Record<string, unknown> })
  if (!answer.ok) throw new WxError(answer.message, answer.errno)
  return answer.value as Value
}

function toPlain(value: unknown): unknown {
  if (isArrayBuffer(value)) return { $bytes: toBase64(value) }
  if (Array.isArray(value)) return value.map(toPlain)
  if (typeof value === 'function') return undefined
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toPlain(item)]))
}

/** By tag and not by `instanceof`: the logic layer's buffers come from another realm. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

function toBase64(buffer: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(''))
}

export function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer
}

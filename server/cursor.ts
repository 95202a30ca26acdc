import { createHmac, timingSafeEqual } from 'node:crypto'
import { problem } from './errors'

const MAC_BYTES = 12

export interface Cursors {
  /** `scope` names the list and everything that shapes it: a cursor opens under the same scope alone. */
  seal(scope: string, position: readonly (string | number)[]): string
  /** Throws the problem `invalid_cursor` for anything that `seal` did not make for this scope. */
  open(scope: string, cursor: string): (string | number)[]
}

/** Key-set positions that clients hand back. Signed, so that no made-up key reaches a query. */
export function createCursors(secret: string): Cursors {
  const key = createHmac('sha256', secret).update('list cursor').digest()
  const mac = (scope: string, payload: Buffer) => createHmac('sha256', key).update(scope).update('\0').update(payload).digest().subarray(0, MAC_BYTES)
  return {
    seal(scope, position) {
      const payload = Buffer.from(JSON.stringify(position))
      return Buffer.concat([mac(scope, payload), payload]).toString('base64url')
    },
    open(scope, cursor) {
      const bytes = Buffer.from(cursor, 'base64url')
      const payload = bytes.subarray(MAC_BYTES)
      if (bytes.length <= MAC_BYTES || !timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(scope, payload))) throw problem('invalid_cursor')
      // Signed by us: it is what `seal` wrote.
      return JSON.parse(payload.toString()) as (string | number)[]
    },
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** What goes wrong with the next `times` calls of `path`. */
export interface Fault {
  path: string
  times: number
  /** Milliseconds before the answer; the call then goes on unless something else is set. */
  delayMs?: number
  /** Answered instead of the real thing; nothing is consumed. */
  errcode?: number
  errmsg?: string
  /** Half a JSON text. */
  malformed?: boolean
  /** The error page of a gateway in between, with its status. */
  html?: boolean
  /** The connection is cut without an answer. */
  drop?: boolean
}

export class Faults {
  private pending: Fault[] = []

  add(fault: Fault): void {
    this.pending.push({ ...fault })
  }

  clear(): void {
    this.pending = []
  }

  /** The fault that the call of `path` meets, used up by one. */
  take(path: string): Fault | null {
    const fault = this.pending.find((item) => item.path === path)
    if (!fault) return null
    fault.times -= 1
    if (fault.times <= 0) this.pending = this.pending.filter((item) => item !== fault)
    return fault
  }
}

/** Plays a fault. False lets the call go on to its handler. */
export async function playFault(fault: Fault, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  if (fault.delayMs) await wait(fault.delayMs)
  if (fault.drop) {
    reply.hijack()
    request.raw.socket.destroy()
    return true
  }
  if (fault.malformed) {
    await reply.type('application/json').send('{"errcode":0,"errm')
    return true
  }
  if (fault.html) {
    await reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>')
    return true
  }
  if (fault.errcode === undefined) return false
  await reply.send({ errcode: fault.errcode, errmsg: fault.errmsg ?? 'scripted' })
  return true
}

import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { connect as connectTls } from 'node:tls'
import { SHOP_CONTACT, SHOP_OPERATOR } from '@domain/shop'
import { systemClock, type Clock } from '../clock'
import type { Config } from '../config'

export interface Certificate {
  /** Milliseconds since the epoch. */
  expiresAt: number
}

/** What the checks look at; tests put their own in place of the machine and the net. */
export interface DoctorContext {
  config: Config
  clock: Clock
  /** Folder of the repository: builds and project.config.json lie there. */
  root: string
  /** Who answers for the shop, as shoppers read it (domain/shop.ts). */
  shop: { operator: string; contact: string }
  freeBytes: (folder: string) => Promise<number>
  /** Rejects when the connection fails, also because the certificate is not to be trusted. */
  certificateOf: (host: string, port: number) => Promise<Certificate>
}

const TLS_TIMEOUT_MS = 5_000

export function doctorContext(config: Config): DoctorContext {
  return { config, clock: systemClock, root: path.join(__dirname, '../..'), shop: { operator: SHOP_OPERATOR, contact: SHOP_CONTACT }, freeBytes, certificateOf }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

function certificateOf(host: string, port: number): Promise<Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host, port, servername: host, timeout: TLS_TIMEOUT_MS }, () => {
      resolve({ expiresAt: Date.parse(socket.getPeerCertificate().valid_to) })
      socket.destroy()
    })
    socket.once('error', reject)
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
  })
}

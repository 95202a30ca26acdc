import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { BenchShop } from './benchShop'

export const CONNECTIONS = 50
/** For the share of the database: with one request at a time nothing waits for its turn, so the parts add up. */
const ALONE = { connections: 1, total: 100 }

const QUIET_MS = 300
const LONGEST_MS = 30_000

export interface Measurement {
  name: string
  perSecond: number
  p50: number
  p99: number
  failed: number
  /** For each, as are the times below; the latter of one that is alone on the machine. */
  statements: number
  milliseconds: number
  sqlMilliseconds: number
}

export interface Answer {
  status: number
  body: string
}

export interface CallOptions {
  token?: string
  body?: object
  headers?: Record<string, string>
}

/** One of what is measured, which may take several calls; false: it did not do what it should. */
export type Scenario = (call: (method: string, path: string, options?: CallOptions) => Promise<Answer>) => Promise<boolean>

/**
 * Does `total` scenarios, or as many as are begun within half a minute, over 50 connections that stay open, as fast as they
 * are answered, and then a hundred one by one.
 */
export async function measure(shop: BenchShop, name: string, total: number, scenario: Scenario): Promise<Measurement> {
  const { seconds, latencies, failed } = await run(shop, { connections: CONNECTIONS, total }, scenario)
  return { name, perSecond: latencies.length / seconds, p50: part(latencies, 0.5), p99: part(latencies, 0.99), ...withFailures(await measureAlone(shop, scenario), failed) }
}

/** What one costs that nothing else competes with. */
export async function measureAlone(shop: BenchShop, scenario: Scenario): Promise<Pick<Measurement, 'failed' | 'statements' | 'milliseconds' | 'sqlMilliseconds'>> {
  await untilQuiet(shop)
  const { latencies, failed, sql } = await run(shop, ALONE, scenario)
  const sum = latencies.reduce((all, one) => all + one, 0)
  return { failed, statements: sql.statements / ALONE.total, milliseconds: sum / ALONE.total, sqlMilliseconds: sql.milliseconds / ALONE.total }
}

/** What a crowd left behind unanswered still runs, and would be counted to somebody else. */
async function untilQuiet(shop: BenchShop): Promise<void> {
  do await pause(QUIET_MS)
  while ((await shop.takeSql()).statements > 0)
}

export function withFailures<T extends { failed: number }>(measured: T, more: number): T {
  return { ...measured, failed: measured.failed + more }
}

/** What `measure` takes for one name: the crowd's and those that come alone. */
export const timesOf = (total: number): number => total + ALONE.total

async function run(shop: BenchShop, { connections, total }: { connections: number; total: number }, scenario: Scenario) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const call: Parameters<Scenario>[0] = (method, path, options) => callOver(agent, shop.url + path, method, options)
  const latencies: number[] = []
  let begun = 0
  let failed = 0
  const end = performance.now() + LONGEST_MS
  const work = async () => {
    while (begun < total && performance.now() < end) {
      begun += 1
      const start = performance.now()
      if (!(await scenario(call))) failed += 1
      latencies.push(performance.now() - start)
    }
  }
  await shop.takeSql()
  const start = performance.now()
  await Promise.all(Array.from({ length: connections }, work))
  const seconds = (performance.now() - start) / 1000
  const sql = await shop.takeSql()
  agent.destroy()
  return { seconds, latencies, failed, sql }
}

/** The value that `share` of the latencies stay below, in ms. */
function part(latencies: readonly number[], share: number): number {
  const sorted = [...latencies].sort((a, b) => a - b)
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0
}

function callOver(agent: Agent, url: string, method: string, { token, body, headers: more }: CallOptions = {}): Promise<Answer> {
  const payload = body ? JSON.stringify(body) : undefined
  const headers = {
    'x-client': 'weapp',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...more,
    ...(payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}),
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(payload)
  })
}

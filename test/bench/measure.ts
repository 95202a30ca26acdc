import { Agent, request } from 'node:http'
import type { BenchShop } from './benchShop'

export const CONNECTIONS = 50

export interface Measurement {
  name: string
  perSecond: number
  p50: number
  p99: number
  /** Mean, in ms. */
  mean: number
  failed: number
  sqlStatements: number
  /** Time in the database, in ms for each. */
  sqlMilliseconds: number
}

export interface Answer {
  status: number
  body: string
}

/** One of what is measured, which may take several calls; false: it did not do what it should. */
export type Scenario = (call: (method: string, path: string, options?: { token?: string; body?: object }) => Promise<Answer>) => Promise<boolean>

/** Does `total` scenarios over 50 connections that stay open, as fast as they are answered. */
export async function measure(shop: BenchShop, name: string, total: number, scenario: Scenario): Promise<Measurement> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const call: Parameters<Scenario>[0] = (method, path, options) => callOver(agent, shop.url + path, method, options)
  const latencies: number[] = []
  let begun = 0
  let failed = 0
  const work = async () => {
    while (begun < total) {
      begun += 1
      const start = performance.now()
      if (!(await scenario(call))) failed += 1
      latencies.push(performance.now() - start)
    }
  }
  await shop.takeSql()
  const start = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  const seconds = (performance.now() - start) / 1000
  const sql = await shop.takeSql()
  agent.destroy()
  return { name, perSecond: total / seconds, ...spread(latencies), failed, sqlStatements: sql.statements / total, sqlMilliseconds: sql.milliseconds / total }
}

function spread(latencies: number[]): Pick<Measurement, 'p50' | 'p99' | 'mean'> {
  const sorted = [...latencies].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0
  return { p50: at(0.5), p99: at(0.99), mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length }
}

function callOver(agent: Agent, url: string, method: string, { token, body }: { token?: string; body?: object } = {}): Promise<Answer> {
  const payload = body ? JSON.stringify(body) : undefined
  const headers = {
    'x-client': 'weapp',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
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

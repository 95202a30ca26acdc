import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findPostmaster } from '../../server/database/embedded/postmaster'
import { startProgram, type Program } from '../support/program'

const MAIN = 'server/main.ts'
/** Several whole starts in one test, each of which compiles the server anew. */
jest.setTimeout(240_000)

let dataDir: string
let programs: Program[]

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-main-'))
  chmodSync(dataDir, 0o755)
  programs = []
})
afterEach(async () => {
  for (const { child, ended } of programs) {
    child.kill('SIGTERM')
    await ended
  }
  rmSync(dataDir, { recursive: true, force: true })
})

function run(env: NodeJS.ProcessEnv = {}): Program {
  const program = startProgram(MAIN, [], { NODE_ENV: 'development', DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn', DATABASE_URL: '', ...env })
  programs.push(program)
  return program
}

async function addressOf(program: Program): Promise<string> {
  const output = await program.printed(/Ctrl-C stops/)
  return /H5\s+(http:\/\/\S+?)\/\n/.exec(output)?.[1] ?? ''
}

const json = async (url: string): Promise<unknown> => (await fetch(url)).json()

test('the shop opens, keeps its data over a kill, finishes open requests, and leaves nothing running', async () => {
  const first = run()
  const address = await addressOf(first)
  expect(first.output()).toMatch(/first start[\s\S]*brought up to date[\s\S]*Sample catalogue loaded: \d+ products[\s\S]*The shop is open/)
  expect(await json(`${address}/readyz`)).toEqual({ status: 'ready' })
  const before = await json(`${address}/v1/categories`)

  const beside = run()
  expect(await beside.ended).toBe(1)
  expect(beside.output()).toMatch(/Another shop is running on the data folder/)
  expect(beside.output()).not.toMatch(/ at .*\.ts/)

  first.child.kill('SIGKILL')
  await first.ended
  const second = run()
  const again = await addressOf(second)
  expect(second.output()).toMatch(/left behind/)
  expect(second.output()).not.toMatch(/Sample catalogue/)
  expect(await json(`${again}/v1/categories`)).toEqual(before)

  const slow = openRequest(again)
  await slow.takenUp
  second.child.kill('SIGTERM')
  await second.printed(/finishing open requests/)
  slow.finish()
  expect(await slow.status).toBe(400)
  expect(await second.ended).toBe(0)
  expect(second.output()).toMatch(/Stopped\./)
  expect(findPostmaster(path.join(dataDir, 'postgres'))).toBeNull()
})

test('a port that is taken is told in plain words, and the database is stopped again', async () => {
  const other: Server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as AddressInfo
  const program = run({ PORT: String(port) })
  expect(await program.ended).toBe(1)
  expect(program.output()).toMatch(new RegExp(`Port ${port} is taken by another program`))
  expect(program.output()).not.toMatch(/ at .*\.ts/)
  expect(findPostmaster(path.join(dataDir, 'postgres'))).toBeNull()
  other.close()
})

test('an interrupt during the start ends it in order', async () => {
  const program = run()
  await program.printed(/first start/)
  program.child.kill('SIGINT')
  expect(await program.ended).toBe(0)
  expect(program.output()).not.toMatch(/ at .*\.ts/)
  expect(findPostmaster(path.join(dataDir, 'postgres'))).toBeNull()
})

test('production without secrets does not start', async () => {
  const program = run({ NODE_ENV: 'production' })
  expect(await program.ended).toBe(1)
  expect(program.output()).toMatch(/SESSION_SECRET is missing/)
})

/** A request whose body is still on its way, while the server has taken it up. */
function openRequest(address: string): { takenUp: Promise<unknown>; finish: () => void; status: Promise<number | undefined> } {
  const headers = { 'content-type': 'application/json', 'content-length': '2', expect: '100-continue' }
  const sent = request(`${address}/v1/auth/sms/codes`, { method: 'POST', headers })
  const status = new Promise<number | undefined>((resolve, reject) => {
    sent.once('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.once('error', reject)
  })
  const takenUp = new Promise((resolve) => sent.once('continue', resolve as () => void))
  sent.flushHeaders()
  return { takenUp, finish: () => sent.end('{}'), status }
}

import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startProgram } from '../../support/program'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-doctor-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const run = async (env: NodeJS.ProcessEnv) => {
  const program = startProgram('server/commands/doctor.ts', [], { DATA_DIR: dataDir, DATABASE_URL: '', REDIS_URL: '', ...env })
  return { code: await program.ended, output: program.output() }
}

test('settings that cannot be used are named, without their values and without a stack', async () => {
  const { code, output } = await run({ NODE_ENV: 'production', WECHAT_SECRET: 'short-secret' })
  expect(code).toBe(1)
  expect(output).toMatch(/✗ settings[\s\S]*SESSION_SECRET is missing[\s\S]*WECHAT_SECRET is too short/)
  expect(output).not.toContain('short-secret')
  expect(output).not.toMatch(/ at .*\.ts/)
})

test('a shop that is closed is a fault, and the rest is told beside it', async () => {
  const { code, output } = await run({ NODE_ENV: 'development', PORT: '9', WECHAT_API_BASE: '' })
  expect(code).toBe(1)
  expect(output).toMatch(/✓ data folder[\s\S]*\? database[\s\S]*✗ public address +http:\/\/localhost:9 does not answer[\s\S]*to put right/)
})

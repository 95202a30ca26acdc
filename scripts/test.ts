import { promises as fs } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureBrowser } from './browser'
import { build } from './build'
import { bin, run, say } from './run'

interface Count {
  passed: number
  failed: number
}

/**
 * `npm test`: everything, from nothing: lint, types, unit and server tests, both builds, the journeys on both builds
 * with their budgets. A step that fails does not stop the others; the last line counts them all.
 */
async function main(): Promise<void> {
  const results = await fs.mkdtemp(path.join(os.tmpdir(), 'shop-test-'))
  const total: Count = { passed: 0, failed: 0 }
  const step = async (name: string, work: () => Promise<Count>) => {
    say(`— ${name}`)
    const count = await work().catch((error: Error): Count => {
      process.stderr.write(`${error.message}\n`)
      return { passed: 0, failed: 1 }
    })
    say(`  ${name}: ${count.passed} passed, ${count.failed} failed`)
    total.passed += count.passed
    total.failed += count.failed
  }
  await step('lint', () => check('eslint', ['.', '--max-warnings', '0']))
  await step('types', () => check('tsc', ['-p', '.']))
  await step('unit and server tests', () => jest(path.join(results, 'jest.json')))
  // The tests' mini-program is the one that a developer gets: its address of the backend is the default.
  delete process.env.PUBLIC_URL
  delete process.env.PORT
  await step('H5 build', () => done(build('h5', { ifStale: true })))
  await step('mini-program build', () => done(build('weapp', { ifStale: true })))
  await step('journeys and budgets', () => journeys(path.join(results, 'playwright.json')))
  await fs.rm(results, { recursive: true, force: true })
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`)
  process.exitCode = total.failed === 0 ? 0 : 1
}

async function check(program: string, args: string[]): Promise<Count> {
  const { code } = await run(bin(program), args)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function done(work: Promise<void>): Promise<Count> {
  await work
  return { passed: 1, failed: 0 }
}

async function jest(file: string): Promise<Count> {
  const { code } = await run(bin('jest'), ['--ci', '--json', `--outputFile=${file}`, '--reporters=default'])
  const report = JSON.parse(await fs.readFile(file, 'utf8')) as { numPassedTests: number; numFailedTests: number; numRuntimeErrorTestSuites: number }
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites
  return { passed: report.numPassedTests, failed: code === 0 ? failed : Math.max(1, failed) }
}

async function journeys(file: string): Promise<Count> {
  const chromium = await ensureBrowser()
  const { code } = await run(bin('playwright'), ['test', '--reporter=list,json'], { env: { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file } })
  const { stats } = JSON.parse(await fs.readFile(file, 'utf8')) as { stats: { expected: number; unexpected: number; flaky: number } }
  const failed = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed: code === 0 ? failed : Math.max(1, failed) }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`)
  process.stdout.write('0 passed, 1 failed\n')
  process.exitCode = 1
})

import { spawn } from 'node:child_process'
import path from 'node:path'
import { endWithParent } from '../../server/endWithParent'

const ROOT = path.join(__dirname, '../..')
const PROGRAM = [
  "require('./server/endWithParent.ts').endWithParent()",
  "process.on('SIGTERM', () => { console.log('ended'); process.exit() })",
  "console.log('up')",
  'setInterval(() => undefined, 1000)',
].join('; ')

/** A program below a shell, as npm starts one. */
function startBelowShell() {
  const command = `"${process.execPath}" --import tsx -e "${PROGRAM}"; true`
  const shell = spawn('/bin/sh', ['-c', command], { cwd: ROOT, env: { ...process.env, npm_lifecycle_event: 'start' }, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  const printed = (pattern: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (pattern.test(output)) resolve()
      }
      shell.stdout.on('data', look)
      look()
    })
  shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<string>((resolve) => shell.stdout.once('end', () => resolve(output)))
  return { shell, printed, ended }
}

test('a program of npm’s ends when npm’s shell is ended, which tells it nothing', async () => {
  const { shell, printed, ended } = startBelowShell()
  await printed(/up\n/)
  shell.kill('SIGTERM')
  expect(await ended).toMatch(/ended\n$/)
})

test('a program started by hand, in the background, may outlive its shell', () => {
  expect(endWithParent({})).toBe(false)
})

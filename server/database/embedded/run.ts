import { spawn } from 'node:child_process'
import type { Account } from './account'

export interface Outcome {
  code: number | null
  output: string
}

/** How long the last words of a program that has ended may take to arrive. */
const DRAIN_MS = 2_000

/** Runs one of PostgreSQL's programs to its end. Messages come in English, since some of them are recognised. */
export function run(account: Account, program: string, args: string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const [command = '', ...rest] = [...account.prefix, program, ...args]
    const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' }
    const child = spawn(command, rest, { ...account.spawnIds, cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', reject)
    // "close" comes when all is read; "exit" may come before the last words. Where the server that pg_ctl leaves
    // behind has inherited the pipes (Windows), "close" never comes: what was said is then there after a moment.
    child.once('exit', (code) => {
      const settle = () => {
        clearTimeout(patience)
        child.stdout.destroy()
        child.stderr.destroy()
        resolve({ code, output })
      }
      const patience = setTimeout(settle, DRAIN_MS)
      child.once('close', settle)
    })
  })
}

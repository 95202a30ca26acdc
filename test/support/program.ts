import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

export interface Program {
  child: ChildProcess
  /** Everything printed so far, both streams. */
  output(): string
  /** Resolves with the output once it matches; fails when the program ends before. */
  printed(pattern: RegExp): Promise<string>
  /** Exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
}

const ROOT = path.join(__dirname, '../..')

/** Runs one of the project's TypeScript programs as it is run in earnest. */
export function startProgram(file: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Program {
  const { NODE_ENV: _jest, ...inherited } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, file), ...args], { cwd: ROOT, env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const watchers = new Set<() => void>()
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
    watchers.forEach((watch) => watch())
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)))
  const printed = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const watch = () => {
        if (!pattern.test(output)) return
        watchers.delete(watch)
        resolve(output)
      }
      watchers.add(watch)
      watch()
      void ended.then(() => reject(new Error(`${file} ended before it printed ${String(pattern)}:\n${output}`)))
    })
  return { child, output: () => output, printed, ended }
}

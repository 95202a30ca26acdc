import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

/** The repository's root: every script runs from here, whatever folder it was called from. */
export const ROOT = path.resolve(__dirname, '..')

/** Path of a program that a dependency brings. */
export const bin = (name: string) => path.join(ROOT, 'node_modules', '.bin', name)

export interface RunResult {
  code: number
  output: string
}

/** Runs a program to its end. With `quiet` its output is kept and returned, else shown as it comes. */
export function run(command: string, args: string[], options: { env?: NodeJS.ProcessEnv; quiet?: boolean } = {}): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = start(command, args, { env: options.env, stdio: options.quiet ? 'pipe' : 'inherit' })
    let output = ''
    const keep = (chunk: Buffer) => (output += chunk.toString())
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => resolve({ code: 127, output: `${output}\n${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

interface StartOptions {
  env?: NodeJS.ProcessEnv
  stdio?: 'pipe' | 'inherit'
  /** In a process group of its own, where the terminal's Ctrl-C does not reach it. */
  detached?: boolean
}

/** Starts a program and leaves it running. */
export function start(command: string, args: string[], options: StartOptions = {}): ChildProcess {
  const { env, stdio = 'inherit', detached } = options
  return spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', stdio, stdio], detached })
}

/** A line about a long step, with the seconds since the program began. */
export function say(text: string): void {
  process.stdout.write(`[${Math.round(process.uptime()).toString().padStart(3)}s] ${text}\n`)
}

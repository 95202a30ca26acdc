import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartupError } from './errors'

/**
 * A random secret that stays the same from start to start, in `<dataDir>/secrets/<name>` (mode 600). For
 * development, and for the embedded database, whose password nobody has to type.
 */
export function developmentSecret(dataDir: string, name: string): string {
  const folder = path.join(dataDir, 'secrets')
  const file = path.join(folder, name)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return readSecret(file) ?? makeSecret(file)
  } catch (error) {
    throw unwritable(dataDir, error)
  }
}

/** What to tell an operator whose data folder cannot be used. */
export function unwritable(dataDir: string, cause: unknown): StartupError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = code === 'ENOSPC' ? 'the disk is full' : `it cannot be written (${code || 'unknown reason'})`
  return new StartupError(
    `The data folder ${dataDir} cannot be used: ${reason}.\nFree some space or give yourself the right to write there, or set DATA_DIR to another folder.`,
    { cause },
  )
}

function readSecret(file: string): string | null {
  try {
    const value = readFileSync(file, 'utf8').trim()
    return value.length >= 32 ? value : null
  } catch {
    return null
  }
}

function makeSecret(file: string): string {
  const value = randomBytes(32).toString('hex')
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, value, { mode: 0o600 })
  try {
    // A link appears whole or not at all: of two processes that start at once one wins, and the other reads its secret.
    linkSync(draft, file)
    return value
  } catch (error) {
    const existing = readSecret(file)
    if (existing) return existing
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    // What stands there is no secret (cut short by a full disk): replace it.
    renameSync(draft, file)
    return value
  } finally {
    rmSync(draft, { force: true })
  }
}

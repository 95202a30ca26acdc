import { readFile } from 'node:fs/promises'
import { todayInShanghai } from '@domain/calendarDay'
import { systemClock } from '../clock'
import { loadConfig, type Config } from '../config'
import { connect } from '../database/connect'
import { findRunningShop } from '../database/embedded'
import { migrate } from '../database/migrate'
import { openDatabase, type OpenDatabase } from '../database/open'
import { StartupError } from '../errors'
import { importCatalogue } from '../modules/catalogue/import/importCatalogue'
import { describeFaults } from '../modules/catalogue/import/report'

const USAGE = 'usage: npm run catalogue -- import FILE.json'

/** `npm run catalogue -- import FILE`: loads a merchant's catalogue, beside a running shop or without one. */
async function main([command, file]: string[]): Promise<void> {
  if (command !== 'import' || !file) throw new StartupError(USAGE)
  const content = parse(file, await read(file))
  const database = await reach(loadConfig())
  try {
    await migrate(database.url)
    await load(database.url, file, content)
  } finally {
    await database.stop()
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new StartupError(`The file ${file} cannot be read.`, { cause: error })
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new StartupError(`The file ${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The built-in database of a shop that is open is used as it runs. */
async function reach(config: Config): Promise<OpenDatabase> {
  const running = config.databaseUrl ? null : await findRunningShop(config.dataDir)
  return running ? { url: running, stop: () => Promise.resolve() } : openDatabase(config, say)
}

async function load(url: string, file: string, content: unknown): Promise<void> {
  const db = connect({ url, statementTimeoutMs: 0, poolSize: 1 })
  try {
    const outcome = await importCatalogue(db, content, todayInShanghai(systemClock.now()))
    if (outcome.status === 'refused') {
      throw new StartupError(`Nothing was loaded from ${file}: ${outcome.faults.length} faults.\n${describeFaults(outcome.faults)}`)
    }
    say(`Loaded from ${file}: ${outcome.categories} categories, ${outcome.products} products, ${outcome.batches} batches.`)
  } finally {
    await db.destroy()
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartupError ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})

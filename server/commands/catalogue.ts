import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { todayInShanghai } from '@domain/calendarDay'
import { systemClock } from '../clock'
import { loadConfig } from '../config'
import { connect } from '../database/connect'
import { findRunningShop } from '../database/embedded'
import { migrate } from '../database/migrate'
import { openDatabase, type OpenDatabase } from '../database/open'
import type { Database } from '../database/schema'
import { StartupError } from '../errors'
import { exportCatalogue } from '../modules/catalogue/export/exportCatalogue'
import { writeCatalogue } from '../modules/catalogue/export/writeCatalogue'
import { generateCatalogue, type Pattern } from '../modules/catalogue/generate/generateCatalogue'
import { importCatalogue, type ImportStep } from '../modules/catalogue/import/importCatalogue'
import { openCatalogueFile } from '../modules/catalogue/import/openFile'
import { describeFaults } from '../modules/catalogue/import/report'
import type { Kysely } from 'kysely'
import { progressBar } from './progressBar'

const USAGE = `usage:
  npm run catalogue -- import FILE              load FILE (.csv or .json): all of it, or nothing and a report
  npm run catalogue -- export FILE              write the catalogue to FILE (.csv or .json)
  npm run catalogue -- generate COUNT FILE      make up a catalogue of COUNT products, to test with`

const SAMPLE = path.join(__dirname, '../../data/catalogue.json')
const MAX_GENERATED = 1_000_000
const STEPS: Record<ImportStep, string> = { check: 'Checking', store: 'Loading', list: 'Computing prices and lists' }

async function main([command, ...args]: string[]): Promise<void> {
  const [first = '', second = ''] = args
  if (command === 'import' && args.length === 1) return load(first)
  if (command === 'export' && args.length === 1) return withDatabase((db) => save(db, first))
  if (command === 'generate' && args.length === 2) return generate(first, second)
  throw new StartupError(USAGE)
}

/** Beside a running shop, or without one. */
async function load(file: string): Promise<void> {
  const bar = progressBar()
  const source = await openCatalogueFile(file, bar.report)
  await withDatabase(async (db) => {
    const outcome = await importCatalogue(db, source, todayInShanghai(systemClock.now()), { operator: whoIsThere(), onStep: (step) => bar.begin(STEPS[step]) }).finally(() => bar.end())
    if (outcome.status === 'refused') {
      throw new StartupError(`${describeFaults(outcome.faults)}\nNothing was loaded from ${file}: ${outcome.faults.length} faults.`)
    }
    say(`Loaded from ${file}: ${outcome.categories} categories, ${outcome.products} products, ${outcome.batches} batches.`)
  })
}

/** For the record. No operator's name has a space, so nobody is taken for one. */
function whoIsThere(): string {
  try {
    return `catalogue import (${os.userInfo().username})`
  } catch {
    // A container may run under a number that no name belongs to.
    return 'catalogue import'
  }
}

async function save(db: Kysely<Database>, file: string): Promise<void> {
  const { total } = await db.selectFrom('product').select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const bar = progressBar()
  bar.begin('Writing')
  const catalogue = await exportCatalogue(db, todayInShanghai(systemClock.now()))
  const count = await writeCatalogue(file, catalogue, (written) => bar.report(written, total)).finally(() => bar.end())
  say(`Written to ${file}: ${count} products.`)
}

async function generate(amount: string, file: string): Promise<void> {
  const count = Number(amount)
  if (!Number.isInteger(count) || count < 1 || count > MAX_GENERATED) throw new StartupError(`COUNT is a number from 1 to ${MAX_GENERATED}, not "${amount}".`)
  const pattern = JSON.parse(await readFile(SAMPLE, 'utf8')) as Pattern
  const bar = progressBar()
  bar.begin('Writing')
  await writeCatalogue(file, generateCatalogue(pattern, count), (written) => bar.report(written, count)).finally(() => bar.end())
  say(`Written to ${file}: ${count} made-up products.`)
}

async function withDatabase(work: (db: Kysely<Database>) => Promise<void>): Promise<void> {
  const database = await reach()
  try {
    await migrate(database.url)
    const db = connect({ url: database.url, statementTimeoutMs: 0, poolSize: 1 })
    await work(db).finally(() => db.destroy())
  } finally {
    await database.stop()
  }
}

/** The built-in database of a shop that is open is used as it runs. */
async function reach(): Promise<OpenDatabase> {
  const config = loadConfig()
  const running = config.databaseUrl ? null : await findRunningShop(config.dataDir)
  return running ? { url: running, stop: () => Promise.resolve() } : openDatabase(config, say)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartupError ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { findRunningShop, startEmbedded, type EmbeddedDatabase } from '../../../server/database/embedded'
import { findBinaries } from '../../../server/database/embedded/binaries'
import { explainOutput } from '../../../server/database/embedded/faults'
import { findPostmaster } from '../../../server/database/embedded/postmaster'
import { StartupError } from '../../../server/errors'
import { startProgram } from '../../support/program'

let dataDir: string
let said: string[]
const open: EmbeddedDatabase[] = []

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'shop-embedded-'))
  chmodSync(dataDir, 0o755)
  said = []
})
afterEach(async () => {
  for (const database of open.splice(0)) await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, progress: (line) => said.push(line), fsync: false })
  open.push(database)
  return database
}

async function stop(database: EmbeddedDatabase): Promise<void> {
  open.splice(open.indexOf(database), 1)
  await database.stop()
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

const cluster = () => path.join(dataDir, 'postgres')

describe('a start', () => {
  test('makes a database for loopback alone, with a password that only its owner reads, and keeps the data', async () => {
    const first = await start()
    expect(said).toEqual([expect.stringContaining('first start')])
    expect(new URL(first.url).hostname).toBe('127.0.0.1')
    expect(new URL(first.url).password).toMatch(/^[0-9a-f]{64}$/)
    expect(await query(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await query(first.url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
    expect(statSync(path.join(dataDir, 'secrets/database')).mode & 0o777).toBe(0o600)
    expect(statSync(cluster()).mode & 0o077).toBe(0)
    await expect(query(first.url.replace(/:[0-9a-f]{64}@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/)
    await query(first.url, 'create table kept as select 42 as answer')
    await stop(first)
    const second = await start()
    expect(said).toHaveLength(1)
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('on a folder where a shop runs is refused, and commands find that shop', async () => {
    const running = await start()
    await expect(startEmbedded({ dataDir, progress: () => undefined })).rejects.toThrow(/Another shop is running on the data folder/)
    expect(await query(running.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await findRunningShop(dataDir)).toBe(running.url)
    await stop(running)
    expect(await findRunningShop(dataDir)).toBeNull()
  })

  test('after a shop that was killed stops the database left behind, and its data is there', async () => {
    const shop = startProgram('test/support/holdDatabase.ts', [dataDir])
    const url = (await shop.printed(/postgres:\/\/\S+\n/)).trim()
    await query(url, 'create table kept as select 42 as answer')
    const orphan = findPostmaster(cluster())
    shop.child.kill('SIGKILL')
    await shop.ended
    expect(findPostmaster(cluster())).toEqual(orphan)
    const next = await start()
    expect(said).toEqual([expect.stringContaining('left behind')])
    expect(await query(next.url, 'select answer from kept')).toEqual([{ answer: 42 }])
    expect(findPostmaster(cluster())?.pid).not.toBe(orphan?.pid)
  })

  test('takes no other program for a database that runs', async () => {
    await stop(await start())
    // After a restart of the machine the number of the dead server may be anybody's: here, this test's.
    writeFileSync(path.join(cluster(), 'postmaster.pid'), `${process.pid}\n${cluster()}\n1\n5432\n`)
    await start()
    expect(said).toHaveLength(1)
  })

  test('after a first start that was interrupted begins anew', async () => {
    mkdirSync(`${cluster()}.new/data`, { recursive: true })
    writeFileSync(`${cluster()}.new/data/half`, '')
    await start()
    expect(existsSync(`${cluster()}.new`)).toBe(false)
  })
})

describe('what an operator can put right is told in plain words', () => {
  const refused = async (): Promise<string> => {
    const error: unknown = await start().then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(StartupError)
    return error instanceof Error ? error.message : ''
  }

  test('a database of another version', async () => {
    await stop(await start())
    const file = path.join(cluster(), 'PG_VERSION')
    const version = readFileSync(file, 'utf8')
    writeFileSync(file, '15\n')
    expect(await refused()).toMatch(/made by PostgreSQL 15.*brings PostgreSQL \d+[\s\S]*DATA_DIR or DATABASE_URL/)
    writeFileSync(file, version)
    await start()
  })

  test('a password that does not fit', async () => {
    await stop(await start())
    rmSync(path.join(dataDir, 'secrets/database'))
    expect(await refused()).toMatch(/password of the database/)
    expect(findPostmaster(cluster())).toBeNull()
  })

  test('a folder of something else, which is left untouched', async () => {
    mkdirSync(cluster())
    writeFileSync(path.join(cluster(), 'holiday.jpg'), 'x')
    expect(await refused()).toMatch(/not a database of the shop/)
    expect(readFileSync(path.join(cluster(), 'holiday.jpg'), 'utf8')).toBe('x')
  })

  test('a data folder that cannot be made', async () => {
    writeFileSync(path.join(dataDir, 'file'), '')
    await expect(startEmbedded({ dataDir: path.join(dataDir, 'file'), progress: () => undefined })).rejects.toThrow(/data folder .* cannot be used[\s\S]*set DATA_DIR/)
  })

  test('a platform without a built-in database', () => {
    expect(() => findBinaries('sunos', 'sparc')).toThrow(/no built-in database for this platform[\s\S]*DATABASE_URL/)
  })

  test.each([
    ['initdb: error: could not write file "x": No space left on device', /disk is full/],
    ['initdb: error: could not create directory "/x": Permission denied', /cannot be written/],
    ['initdb: error: could not create directory "/x": Read-only file system', /cannot be written/],
    ['postgres: error while loading shared libraries: libssl.so', /does not run on this system[\s\S]*DATABASE_URL/],
    ['FATAL: something nobody foresaw', /something nobody foresaw[\s\S]*DATABASE_URL/],
  ])('%s', (output, message) => {
    expect(explainOutput('/data/postgres', 'start', output).message).toMatch(message)
  })
})

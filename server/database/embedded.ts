import { accessSync, chownSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { developmentSecret, unwritable } from '../secrets'
import { freePort } from '../freePort'
import { chooseAccount, type Account } from './embedded/account'
import { findBinaries, type Binaries } from './embedded/binaries'
import { alreadyRunning, explainOutput, notOurs, otherVersion, passwordLost } from './embedded/faults'
import { findPostmaster, type Postmaster } from './embedded/postmaster'
import { run } from './embedded/run'

const USER = 'shop'
const DATABASE = 'postgres'
/** The shop holds one connection under this name as long as it lives: how a second start knows of the first. */
const OWNER = 'near-expiry-shop owner'
const LOG_LIMIT_BYTES = 1_000_000

export interface EmbeddedDatabase {
  url: string
  /** Ends the server, after whoever uses it has closed its connections. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** Told of every step that takes a moment. */
  progress: (line: string) => void
  /** Trades durability for speed: for test runs, whose data nobody needs after a power cut. */
  fsync?: boolean
  /** Where it listens on loopback; a port that is free when not given. */
  port?: number
}

interface Cluster {
  dataDir: string
  folder: string
  binaries: Binaries
  account: Account
  password: string
  fsync: boolean
  port?: number
}

/**
 * Starts a real PostgreSQL on `<dataDir>/postgres`, made on the first start; loopback only, on a free port,
 * with a generated password. A server left over from a shop that was killed is stopped first (its data is
 * safe). Throws `StartupError` in plain words for everything an operator can put right.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const cluster = prepare(options)
  const running = findPostmaster(cluster.folder)
  if (running) await takeOver(cluster, running, options.progress)
  if (existsSync(path.join(cluster.folder, 'PG_VERSION'))) await checkVersion(cluster)
  else await initialise(cluster, options.progress)
  const port = await startServer(cluster)
  const owner = await connectOwner(cluster, port)
  return {
    url: urlOf(cluster, port),
    stop: async () => {
      await owner.end()
      await stopServer(cluster)
    },
  }
}

/** The URL of the database in `dataDir` while a shop runs on it, else null: for commands that work beside the shop. */
export async function findRunningShop(dataDir: string): Promise<string | null> {
  const folder = path.join(dataDir, 'postgres')
  const running = findPostmaster(folder)
  if (!running) return null
  const password = developmentSecret(dataDir, 'database')
  return (await hasOwner({ password }, running.port)) ? urlOf({ password }, running.port) : null
}

function prepare({ dataDir, fsync = true, port }: EmbeddedOptions): Cluster {
  const binaries = findBinaries()
  const folder = path.join(dataDir, 'postgres')
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    throw unwritable(dataDir, error)
  }
  const password = developmentSecret(dataDir, 'database')
  return { dataDir, folder, binaries, account: chooseAccount(dataDir, folder, binaries.pgCtl), password, fsync, port }
}

/** The data folder of another shop that lives is left alone; that of one that was killed is taken over. */
async function takeOver(cluster: Cluster, { port }: Postmaster, progress: (line: string) => void): Promise<void> {
  if (await hasOwner(cluster, port)) throw alreadyRunning(cluster.dataDir)
  progress('Stopping the database that an earlier run left behind …')
  await stopServer(cluster)
}

async function hasOwner(cluster: Pick<Cluster, 'password'>, port: number): Promise<boolean> {
  const client = new Client({ connectionString: urlOf(cluster, port), connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query('select 1 from pg_stat_activity where application_name = $1', [OWNER])
    return rows.length > 0
  } catch {
    // Starting up, shutting down, or another password: nobody who counts can be connected.
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function checkVersion({ account, binaries, dataDir, folder }: Cluster): Promise<void> {
  const { output } = await run(account, binaries.postgres, ['--version'], dataDir)
  const needed = /(\d+)\.\d+/.exec(output)?.[1]
  const found = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim()
  if (needed !== found) throw otherVersion(folder, found, needed ?? 'unknown')
}

/** Made beside its place and moved there whole, so that a start that was interrupted leaves nothing half made. */
async function initialise(cluster: Cluster, progress: (line: string) => void): Promise<void> {
  if (existsSync(cluster.folder) && readdirSync(cluster.folder).length > 0) throw notOurs(cluster.folder)
  progress('Preparing the database (first start only) …')
  const draft = `${cluster.folder}.new`
  const passwordFile = path.join(draft, 'password')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 })
  if (cluster.account.owner) {
    for (const file of [draft, passwordFile]) chownSync(file, cluster.account.owner.uid, cluster.account.owner.gid)
  }
  const target = path.join(draft, 'data')
  const flags = ['-D', target, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--no-instructions']
  const { code, output } = await run(cluster.account, cluster.binaries.initdb, cluster.fsync ? flags : [...flags, '--no-sync'], draft)
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw explainOutput(cluster.folder, 'be prepared', output)
  }
  renameSync(target, cluster.folder)
  rmSync(draft, { recursive: true, force: true })
}

async function startServer(cluster: Cluster): Promise<number> {
  const log = path.join(cluster.folder, 'server.log')
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) rmSync(log)
  const port = cluster.port ?? (await freePort())
  const { code, output } = await run(
    cluster.account,
    cluster.binaries.pgCtl,
    ['start', '-D', cluster.folder, '-l', log, '-w', '-t', '60', '-s', '-o', settings(port, cluster.fsync)],
    cluster.dataDir,
  )
  if (code === 0) return port
  const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : ''
  if (/lock file "postmaster.pid" already exists/.test(said)) throw alreadyRunning(cluster.dataDir)
  throw explainOutput(cluster.folder, 'start', `${output}\n${said}`)
}

function settings(port: number, fsync: boolean): string {
  const values: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // The log must hold no row: neither the statement that failed nor the values that it failed on.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    timezone: 'UTC',
    fsync: fsync ? 'on' : 'off',
    synchronous_commit: fsync ? 'on' : 'off',
    full_page_writes: fsync ? 'on' : 'off',
  }
  return Object.entries(values).map(([name, value]) => `-c ${name}=${value}`).join(' ')
}

async function connectOwner(cluster: Cluster, port: number): Promise<Client> {
  const client = new Client({ connectionString: urlOf(cluster, port), application_name: OWNER, keepAlive: true })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await stopServer(cluster)
    const isPassword = error instanceof Error && 'code' in error && error.code === '28P01'
    throw isPassword ? passwordLost(cluster.dataDir, cluster.folder) : error
  }
}

async function stopServer({ account, binaries, dataDir, folder }: Cluster): Promise<void> {
  const { code, output } = await run(account, binaries.pgCtl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '60', '-s'], dataDir)
  // Not running any more is what was asked for.
  if (code !== 0 && findPostmaster(folder)) throw explainOutput(folder, 'be stopped', output)
}

function urlOf({ password }: Pick<Cluster, 'password'>, port: number): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`
}

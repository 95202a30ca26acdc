import autocannon from 'autocannon'
import { startBenchShop, type BenchShop } from './benchShop'
import { measureIdentity } from './identity'
import { CONNECTIONS, measureAlone, withFailures, type Measurement } from './measure'
import { measureScale } from './scale'

/** What shoppers ask for most. Each is a GET that any guest may send. */
const ROUTES = {
  home: '/v1/home',
  list: '/v1/products?limit=20',
  'list by price': '/v1/products?limit=20&sort=price',
  search: `/v1/products?q=${encodeURIComponent('牛奶')}`,
  suggestions: `/v1/search/suggestions?q=${encodeURIComponent('巧')}`,
}

const SECONDS = 5
const WARM_UP_SECONDS = 1

/** Whatever hangs: nothing is left running over night. */
const LONGEST_RUN_MS = 30 * 60_000

/**
 * `npm run bench`: first browsing and buying with 1,000 and with 100,000 products, side by side; then (each alone:
 * `-- scale`, `-- identity`) how many a second and how long each takes at 50 connections, of the main routes and of signing in, one
 * after the other against one server in one run; and of one that comes alone, how much of its time the database took. A
 * refresh is three calls: refused, sign-in, the call again. Times belong here and not in the tests: they compare routes and
 * commits on one machine, and mean nothing across two.
 */
async function main(part?: string): Promise<void> {
  setTimeout(() => process.exit(1), LONGEST_RUN_MS).unref()
  if (part !== 'identity') await compareSizes()
  if (part !== 'scale') await measureRoutes()
}

async function compareSizes(): Promise<void> {
  const comparisons = await measureScale((line) => process.stdout.write(`${line}\n`))
  print(['', ...['1,000: /s', '100,000: /s'].flatMap((head) => [head, 'p50 ms', 'p99 ms', 'failed']), 'ratio'])
  for (const { few, many } of comparisons) {
    const cells = [few, many].flatMap(({ perSecond, p50, p99, failed }) => [perSecond.toFixed(0), p50.toFixed(0), p99.toFixed(0), String(failed)])
    print([few.name, ...cells, (few.perSecond / many.perSecond).toFixed(2)])
  }
}

async function measureRoutes(): Promise<void> {
  const shop = await startBenchShop()
  try {
    print(['', '/s', 'p50 ms', 'p99 ms', 'failed', 'statements', 'alone ms', 'of it SQL', 'share'])
    for (const [name, path] of Object.entries(await routesOf(shop))) printRow(await measureRoute(shop, name, path))
    for (const result of await measureIdentity(shop)) printRow(result)
  } finally {
    await shop.stop()
  }
}

async function routesOf(shop: BenchShop): Promise<Record<string, string>> {
  const { items } = (await (await fetch(`${shop.url}/v1/products?limit=1`)).json()) as { items: { id: string }[] }
  return { ...ROUTES, ...(items[0] ? { detail: `/v1/products/${items[0].id}` } : {}) }
}

async function measureRoute(shop: BenchShop, name: string, path: string): Promise<Measurement> {
  const url = shop.url + path
  await autocannon({ url, connections: CONNECTIONS, duration: WARM_UP_SECONDS })
  const { requests, latency, non2xx } = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS })
  const alone = await measureAlone(shop, async (call) => (await call('GET', path)).status === 200)
  return { name, perSecond: requests.average, p50: latency.p50, p99: latency.p99, ...withFailures(alone, non2xx) }
}

function printRow({ name, perSecond, p50, p99, failed, statements, milliseconds, sqlMilliseconds }: Measurement): void {
  const share = milliseconds > 0 ? sqlMilliseconds / milliseconds : 0
  print([name, perSecond.toFixed(0), p50.toFixed(0), p99.toFixed(0), failed.toString(), statements.toFixed(1), milliseconds.toFixed(1), sqlMilliseconds.toFixed(1), `${(share * 100).toFixed(0)} %`])
}

function print(cells: string[]): void {
  process.stdout.write(`${cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(12))).join('')}\n`)
}

void main(process.argv[2])

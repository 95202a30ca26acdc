import autocannon from 'autocannon'
import { startBenchShop, type BenchShop } from './benchShop'
import { measureIdentity } from './identity'
import { CONNECTIONS, type Measurement } from './measure'

/** What shoppers ask for most. Each is a GET that any guest may send. */
const ROUTES = {
  home: '/v1/home',
  list: '/v1/products?limit=20',
  'list by price': '/v1/products?limit=20&sort=price',
  search: `/v1/products?q=${encodeURIComponent('牛奶')}`,
  suggestions: `/v1/search/suggestions?q=${encodeURIComponent('巧')}`,
}

const SECONDS = 5

/**
 * `npm run bench`: requests per second and latency of the main routes and of signing in, one after the other against one
 * server in one run, with the time that the database took for each. A refresh is three calls: refused, sign-in, the call
 * again. Times belong here and not in the tests: they compare routes and commits on one machine, and mean nothing across two.
 */
async function main(): Promise<void> {
  const shop = await startBenchShop()
  try {
    print(['', '/s', 'p50 ms', 'p99 ms', 'failed', 'statements', 'SQL ms', 'SQL share'])
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
  await autocannon({ url, connections: CONNECTIONS, duration: 1 })
  await shop.takeSql()
  const { requests, latency, non2xx } = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS })
  const sql = await shop.takeSql()
  const each = Math.max(requests.total, 1)
  return {
    name,
    perSecond: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    mean: latency.average,
    failed: non2xx,
    sqlStatements: sql.statements / each,
    sqlMilliseconds: sql.milliseconds / each,
  }
}

/** The rest of the latency is this server's own work, WeChat's stand-in, and waiting for a turn among 50. */
function printRow({ name, perSecond, p50, p99, mean, failed, sqlStatements, sqlMilliseconds }: Measurement): void {
  const share = mean > 0 ? sqlMilliseconds / mean : 0
  print([name, perSecond.toFixed(0), p50.toFixed(0), p99.toFixed(0), failed.toString(), sqlStatements.toFixed(1), sqlMilliseconds.toFixed(2), `${(share * 100).toFixed(0)} %`])
}

function print(cells: string[]): void {
  process.stdout.write(`${cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(11))).join('')}\n`)
}

void main()

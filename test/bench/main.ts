import autocannon from 'autocannon'
import { startShop } from '../e2e/support/shop'

/** What shoppers ask for most. Each is a GET that any guest may send. */
const ROUTES = {
  home: '/v1/home',
  list: '/v1/products?limit=20',
  'list by price': '/v1/products?limit=20&sort=price',
  search: `/v1/products?q=${encodeURIComponent('牛奶')}`,
  suggestions: `/v1/search/suggestions?q=${encodeURIComponent('巧')}`,
}

const CONNECTIONS = 50
const SECONDS = 5

/**
 * `npm run bench`: requests per second and latency of the main routes, one after the other against one server in one run.
 * Times belong here and not in the tests: they compare routes and commits on one machine, and mean nothing across two.
 */
async function main(): Promise<void> {
  const shop = await startShop({ RATE_LIMIT_PER_MINUTE: '0' })
  try {
    const { items } = (await (await fetch(`${shop.url}/v1/products?limit=1`)).json()) as { items: { id: string }[] }
    const routes = { ...ROUTES, ...(items[0] ? { detail: `/v1/products/${items[0].id}` } : {}) }
    print(['route', 'requests/s', 'p50 ms', 'p99 ms', 'not 2xx'])
    for (const [name, path] of Object.entries(routes)) {
      await autocannon({ url: shop.url + path, connections: CONNECTIONS, duration: 1 })
      const { requests, latency, non2xx } = await autocannon({ url: shop.url + path, connections: CONNECTIONS, duration: SECONDS })
      print([name, requests.average.toFixed(0), latency.p50.toString(), latency.p99.toString(), non2xx.toString()])
    }
  } finally {
    await shop.stop()
  }
}

function print(cells: string[]): void {
  process.stdout.write(`${cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(11))).join('')}\n`)
}

void main()

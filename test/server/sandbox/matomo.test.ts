import { buildApp } from '../../../server/app'
import { buildAnalyticsApp, makeHit, type AnalyticsApp } from '../../support/analytics'

let t: AnalyticsApp
beforeAll(async () => {
  t = await buildAnalyticsApp()
})
afterAll(() => t.close())

const bulk = (payload: object) => t.collector.app.inject({ method: 'POST', url: '/matomo.php', payload })

test('the collector counts as Matomo does', async () => {
  const good = '?idsite=1&rec=1&_id=0123456789abcdef&url=https%3A%2F%2Fshop%2Fhome'
  const response = await bulk({ requests: [good, '?idsite=1', '?idsite=0&rec=1&_id=0123456789abcdef', 7] })
  expect(response.json()).toEqual({ status: 'success', tracked: 1, invalid: 2 })
  expect((await bulk({})).json()).toMatchObject({ tracked: 0 })
})

test('/dev/analytics shows it without a script or an inline style', async () => {
  const hit = makeHit({ page: 'product', event: { category: 'login', action: 'gateShown', name: 'favourite' } })
  await t.call('POST', '/v1/analytics', { body: { hits: [hit] } })
  const response = await t.app.inject('/dev/analytics')
  expect(response.headers['content-type']).toContain('text/html')
  expect(response.headers['cache-control']).toBe('no-store')
  expect(response.body).toContain('login · gateShown · favourite')
  expect(response.body).toContain('<td>/product</td>')
  expect(response.body).not.toMatch(/<script|style=|<style/)
  const shown = (await t.app.inject('/dev/analytics.json')).json<{ parameters: { rand: string } }[]>()
  expect(shown.map(({ parameters }) => parameters.rand)).toContain(hit.id)
})

test('markup in what arrives is shown as text', async () => {
  await bulk({ requests: ['?idsite=1&rec=1&_id=0123456789abcdef&cdt=1&e_c=%3Cscript%3E&url=x'] })
  expect((await t.app.inject('/dev/analytics')).body).not.toContain('<script>')
})

test('keeps the last five hundred', async () => {
  const requests = Array.from({ length: 505 }, (_, i) => `?idsite=1&rec=1&_id=0123456789abcdef&rand=${i}`)
  await bulk({ requests })
  expect(t.collector.collected()).toHaveLength(500)
  expect(t.parameters().at(-1)?.['rand']).toBe('504')
})

test('production has no such pages, even where the collector runs', async () => {
  const shared = { clock: t.clock, database: t.database.db, logStream: { write: () => undefined }, matomo: { url: 'http://127.0.0.1:9', collector: t.collector } }
  const production = await buildApp({ ...shared, config: { ...t.app.config, isProduction: true } })
  for (const url of ['/dev/analytics', '/dev/analytics.json', '/dev/analytics.css']) {
    expect(t.app.hasRoute({ method: 'GET', url })).toBe(true)
    expect(production.hasRoute({ method: 'GET', url })).toBe(false)
  }
  await production.close()
})

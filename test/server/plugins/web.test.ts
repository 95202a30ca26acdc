import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { buildTestApp, type TestApp } from '../../support/server'

const PAGE = '<!doctype html><title>惜食</title>'
const ICON = '<svg xmlns="http://www.w3.org/2000/svg"/>'
const SCRIPT = `console.log("${'shop '.repeat(500)}")`

let folder: string
let shop: TestApp

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'shop-h5-'))
  mkdirSync(path.join(folder, 'js'))
  writeFileSync(path.join(folder, 'index.html'), PAGE)
  writeFileSync(path.join(folder, 'js/app.ab46901e.js'), SCRIPT)
  writeFileSync(path.join(folder, 'js/app.ab46901e.js.br'), brotliCompressSync(SCRIPT))
  mkdirSync(path.join(folder, 'app'))
  writeFileSync(path.join(folder, 'app/favicon.svg'), ICON)
  writeFileSync(path.join(folder, '.env'), 'SECRET=1')
  shop = await buildTestApp({ deps: { webFolder: folder } })
})
afterAll(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (url: string, headers: Record<string, string> = { accept: 'text/html,*/*' }) => shop.app.inject({ url, headers })

test.each(['/', '/pages/home/index', '/pages/product/index?id=1', '/somewhere'])('%s shows the page, fresh every time', async (url) => {
  const response = await open(url)
  expect([response.statusCode, response.body]).toEqual([200, PAGE])
  expect(response.headers).toMatchObject({ 'content-type': expect.stringContaining('text/html'), 'cache-control': 'no-cache' })
})

test('hashed files are kept for ever', async () => {
  const response = await open('/js/app.ab46901e.js')
  expect(response.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' })
  expect(response.body).toBe(SCRIPT)
})

test('a file compressed at build time is sent as it is', async () => {
  const response = await open('/js/app.ab46901e.js', { 'accept-encoding': 'br' })
  expect(response.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(response.rawPayload).toString()).toBe(SCRIPT)
})

test('pages that name no icon have the app’s', async () => {
  const response = await open('/favicon.ico')
  expect([response.statusCode, response.headers['content-type'], response.body]).toEqual([200, expect.stringContaining('image/svg+xml'), ICON])
})

test('a page is no stand-in for what is missing', async () => {
  expect((await open('/js/old.0000aaaa.js')).statusCode).toBe(404)
  expect((await open('/v1/nothing')).statusCode).toBe(404)
  expect((await open('/somewhere', { accept: 'application/json' })).statusCode).toBe(404)
  expect((await shop.app.inject({ method: 'POST', url: '/somewhere', headers: { accept: 'text/html' } })).statusCode).toBe(404)
})

test.each(['/.env', '/../package.json', '/..%2fpackage.json', '/js/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/js/%00'])('%s stays where it is', async (url) => {
  const response = await open(url)
  expect(response.body).not.toMatch(/SECRET|dependencies/)
  expect(response.statusCode).toBeLessThan(500)
})

test('a shop without the H5 build answers its API and nothing else', async () => {
  const bare = await buildTestApp({ deps: { webFolder: path.join(folder, 'nowhere') } })
  expect((await bare.app.inject({ url: '/', headers: { accept: 'text/html' } })).statusCode).toBe(404)
  expect((await bare.app.inject('/healthz')).statusCode).toBe(200)
  await bare.close()
})

test('security 21: the page itself carries the policy, which lets no inline script run', async () => {
  const { headers } = await shop.app.inject('/')
  const directives = String(headers['content-security-policy']).split(';')
  expect(directives).toContain("script-src 'self'")
  expect(directives).toEqual(expect.arrayContaining(["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]))
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' })
})

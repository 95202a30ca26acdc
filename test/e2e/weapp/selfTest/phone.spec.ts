import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WeappDriver } from '../host/node/driver'
import { AVATAR_PNG } from '../host/node/temporaryFiles'
import { expect, test as base } from '../weappTest'
import { SAMPLE } from './sample'

interface Seen {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  body: string
}

/** A server that stands for the backend and for the WeChat stand-in, and remembers what it was asked. */
const test = base.extend<{ server: { url: string; seen: Seen[] } }>({
  server: async ({}, use) => {
    const seen: Seen[] = []
    const server = http.createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
        if (request.url === '/slow') return
        if (request.url === '/dot.png') return response.writeHead(200, { 'Content-Type': 'image/png' }).end(AVATAR_PNG)
        const answers: Record<string, [number, object]> = {
          '/echo': [201, { got: body }],
          '/sandbox/login': [200, { code: 'login-code' }],
          '/sandbox/phone': [200, { errMsg: 'getPhoneNumber:ok', code: 'phone-code', encryptedData: 'data', iv: 'iv' }],
        }
        const [status, answer] = answers[request.url ?? ''] ?? [404, { code: 'not_found' }]
        response.writeHead(status, { 'Content-Type': 'application/json', 'X-Answer': 'yes' }).end(JSON.stringify(answer))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  },
})

const result = (app: WeappDriver) => app.byId('result')
const readResult = async (app: WeappDriver) => JSON.parse((await result(app).textContent()) || '{}') as Record<string, unknown>

/** Whether the view can draw the picture at this address. */
const isShown = (app: WeappDriver, path: string) =>
  app.page.evaluate((src) => new Promise((resolve) => Object.assign(new Image(), { onload: () => resolve(true), onerror: () => resolve(false), src })), path)

test('wx.request reaches the backend as a phone and not as a browser', async ({ launch, server }) => {
  const app = await launch({ dist: SAMPLE, backend: server.url })
  await app.tap('Load')
  await expect(result(app)).toContainText('request:ok')
  expect(await readResult(app)).toMatchObject({ statusCode: 201, data: { got: '{"text":"食"}' }, errMsg: 'request:ok', header: { 'X-Answer': 'yes' } })
  const [request] = server.seen
  expect(request).toMatchObject({ method: 'POST', url: '/echo', headers: { 'x-client': 'weapp', 'content-type': 'application/json', referer: 'https://servicewechat.com/wx0000000000000000/0/page-frame.html' } })
  expect(Object.keys(request?.headers ?? {}).filter((name) => name === 'origin' || name === 'cookie' || name.startsWith('sec-'))).toEqual([])
  expect(app.requests.map(({ method, path, status }) => [method, path, status])).toEqual([['POST', '/echo', 201]])
})

test('requests fail in WeChat’s words', async ({ launch, server }) => {
  const app = await launch({ dist: SAMPLE, backend: server.url })
  const send = (options: string, abort = '') =>
    app.ask('evaluate', `module.exports = new Promise((resolve) => { const task = wx.request({ ${options}, success: ({ statusCode }) => resolve(statusCode), fail: ({ errMsg, errno }) => resolve([errMsg, errno]) });${abort} })`)
  const base = 'http://localhost:3000'
  expect(await send(`url: '${base}/none'`)).toBe(404)
  expect(await send(`url: 'https://elsewhere.example/x'`)).toEqual(['request:fail url not in domain list', 600002])
  expect(await send(`url: '${base}/echo', method: 'PATCH'`)).toEqual(['request:fail method is invalid', undefined])
  expect(await send(`url: '${base}/slow', timeout: 50`)).toEqual(['request:fail timeout', 5])
  expect(await send(`url: '${base}/slow'`, 'setTimeout(() => task.abort(), 50)')).toEqual(['request:fail abort', undefined])
  await app.setOnline(false)
  expect(await send(`url: '${base}/echo'`)).toEqual([expect.stringContaining('request:fail errcode:-106'), 600003])
})

test('queries, forms and bytes', async ({ launch, server }) => {
  const app = await launch({ dist: SAMPLE, backend: server.url })
  await app.ask('evaluate', `module.exports = wx.request({ url: 'http://localhost:3000/list?a=1', data: { q: '奶 茶', n: 2 } })`)
  await app.ask('evaluate', `module.exports = wx.request({ url: 'http://localhost:3000/form', method: 'POST', header: { 'content-type': 'application/x-www-form-urlencoded' }, data: { q: '奶' } })`)
  const bytes = await app.ask('evaluate', `module.exports = wx.request({ url: 'http://localhost:3000/echo', method: 'POST', data: new Uint8Array([104, 105]).buffer, responseType: 'arraybuffer' }).then(({ data }) => [data instanceof ArrayBuffer, data.byteLength])`)
  expect(server.seen.map(({ url, body }) => [url, body])).toEqual([
    ['/list?a=1&q=%E5%A5%B6%20%E8%8C%B6&n=2', ''],
    ['/form', 'q=%E5%A5%B6'],
    ['/echo', 'hi'],
  ])
  expect(bytes).toEqual([true, '{"got":"hi"}'.length])
})

test('a download becomes a file of the phone’s, a refusal as well', async ({ launch, server }) => {
  const app = await launch({ dist: SAMPLE, backend: server.url })
  const download = (path: string) =>
    app.ask('evaluate', `module.exports = wx.downloadFile({ url: 'http://localhost:3000${path}', header: { Authorization: 'Bearer t' } }).then(({ statusCode, tempFilePath, errMsg }) => [statusCode, tempFilePath, errMsg], ({ errMsg }) => errMsg)`)
  expect(await download('/dot.png')).toEqual([200, 'http://tmp/1.png', 'downloadFile:ok'])
  expect(await download('/none')).toEqual([404, 'http://tmp/2.json', 'downloadFile:ok'])
  expect(server.seen.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
    ['GET', '/dot.png', 'Bearer t'],
    ['GET', '/none', 'Bearer t'],
  ])
  expect([await isShown(app, 'http://tmp/1.png'), await isShown(app, 'http://tmp/2.json'), await isShown(app, 'http://tmp/3.png')]).toEqual([true, false, false])
  await app.setOnline(false)
  expect(await download('/dot.png')).toContain('downloadFile:fail errcode:-106')
})

test('pictures that were picked are shown, each by an address of its own, and open large until a tap', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE, privacyAgreed: true })
  const pick = () => app.ask('evaluate', `module.exports = wx.chooseMedia({ count: 1 }).then(({ tempFiles }) => tempFiles[0].tempFilePath)`)
  const paths = [await pick(), await pick()]
  expect(paths).toEqual(['http://tmp/1.jpg', 'http://tmp/2.jpg'])
  expect(await isShown(app, 'http://tmp/2.jpg')).toBe(true)
  await app.ask('evaluate', `module.exports = wx.previewImage({ urls: ${JSON.stringify(paths)}, current: 'http://tmp/2.jpg' })`)
  const viewer = app.page.getByRole('dialog', { name: '图片预览' })
  await expect(viewer.getByRole('img', { name: '2/2' })).toBeInViewport()
  await expect(viewer.getByRole('img', { name: '1/2' })).not.toBeInViewport()
  await viewer.getByRole('img', { name: '2/2' }).click()
  await expect(viewer).toHaveCount(0)
})

test('wx.login and the phone button are answered by the stand-in, in every way they can end', async ({ launch, server }) => {
  const app = await launch({ dist: SAMPLE, wechat: server.url, shopper: 'mei', privacyAgreed: true })
  await app.tap('Log in')
  await expect(result(app)).toHaveText('code login-code')
  const phone = app.screen.getByRole('button', { name: 'Phone', exact: true })
  await phone.click()
  await expect(result(app)).toContainText('phone-code')
  app.phone.phoneButton = 'encrypted'
  await phone.click()
  await expect(result(app)).toHaveText('{"errMsg":"getPhoneNumber:ok","encryptedData":"data","iv":"iv"}')
  app.phone.phoneButton = 'deny'
  await phone.click()
  await expect(result(app)).toHaveText('{"errMsg":"getPhoneNumber:fail user deny"}')
  app.phone.phoneButton = 'noQuota'
  await phone.click()
  await expect(result(app)).toContainText('"errno":1400001')
  await app.setOnline(false)
  await app.tap('Log in')
  await expect(result(app)).toHaveText('login:fail network error')
  expect(server.seen.map(({ url, body }) => [url, body])).toEqual([
    ['/sandbox/login', '{"shopper":"mei"}'],
    ['/sandbox/phone', '{"shopper":"mei"}'],
    ['/sandbox/phone', '{"shopper":"mei"}'],
  ])
})

test('private calls wait for the shopper’s agreement', async ({ launch, server }) => {
  const app = await launch({ dist: SAMPLE, wechat: server.url })
  const phone = app.screen.getByRole('button', { name: 'Phone', exact: true })
  await phone.click()
  await app.page.getByRole('dialog', { name: '用户隐私保护提示' }).getByRole('button', { name: '拒绝' }).click()
  await expect(result(app)).toContainText('"errno":104')
  await app.ask('evaluate', `getCurrentPages()[0].setData({ result: '' })`)
  await phone.click()
  await expect(result(app)).toContainText('"errno":104')
  await expect(app.page.getByRole('dialog')).toHaveCount(0)
  await app.tap('Agree and phone')
  await expect(result(app)).toContainText('phone-code')
  expect(await app.ask('evaluate', `module.exports = wx.getPrivacySetting().then(({ needAuthorization }) => needAuthorization)`)).toBe(false)
})

test('the app’s own privacy sheet settles a waiting call, once its button was tapped', async ({ launch, server }) => {
  const app = await launch({ dist: SAMPLE, wechat: server.url })
  await app.ask('evaluate', `wx.onNeedPrivacyAuthorization((resolve, { referrer }) => { global.resolve = resolve; console.info('asked for ' + referrer) })`)
  await app.screen.getByRole('button', { name: 'Phone', exact: true }).click()
  await expect.poll(async () => (await app.stats()).console).toContainEqual({ level: 'info', text: 'asked for getPhoneNumber' })
  await app.tap('Agree and phone')
  await app.ask('evaluate', `global.resolve({ event: 'agree', buttonId: 'agree' })`)
  await expect(result(app)).toContainText('phone-code')
})

test('functions that the host lacks are answered by the test or fail by name', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE, wx: { scanCode: () => ({ result: '张三' }) } })
  expect(await app.ask('evaluate', 'module.exports = wx.scanCode().then(({ result }) => result)')).toBe('张三')
  expect(await app.ask('evaluate', 'module.exports = wx.chooseLocation().catch(({ errMsg }) => errMsg)')).toBe('chooseLocation:fail not supported by the test host')
  expect((await app.stats()).unhosted).toEqual(['chooseLocation'])
})

test('an old base library lacks what it lacks', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE, lacks: ['getPrivacySetting', 'button.open-type.getPhoneNumber'] })
  const source = `module.exports = [typeof wx.getPrivacySetting, wx.canIUse('getPrivacySetting'), wx.canIUse('button.open-type.getPhoneNumber'), wx.canIUse('request')]`
  expect(await app.ask('evaluate', source)).toEqual(['undefined', false, false, true])
})

test('pictures come from the backend', async ({ launch, server }) => {
  const app = await launch({ dist: SAMPLE, backend: server.url })
  await app.tap('Open second')
  await expect(app.byId('picture')).toHaveText('failed')
  expect(server.seen.map(({ url }) => url)).toEqual(['/picture.png'])
  await expect(app.screen.getByRole('img', { name: 'Bread' })).toBeVisible()
})

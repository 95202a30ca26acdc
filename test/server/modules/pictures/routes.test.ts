import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import sharp from 'sharp'
import { loadConfig } from '../../../../server/config'
import { pictureRoutes } from '../../../../server/modules/pictures/routes'
import { errorsPlugin } from '../../../../server/plugins/errors'

const folder = mkdtempSync(path.join(tmpdir(), 'pictures-'))
const app = Fastify()

beforeAll(async () => {
  app.decorate('config', loadConfig({ NODE_ENV: 'test', DATA_DIR: folder }))
  await app.register(errorsPlugin)
  await app.register(pictureRoutes)
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const get = (url: string) => app.inject({ method: 'GET', url })

/** The pixel in the corner, where only the ground is. */
async function corner(picture: Buffer): Promise<number[]> {
  return [...(await sharp(picture).ensureAlpha().raw().toBuffer()).subarray(0, 4)]
}

describe('GET /pictures/{key}/{file}', () => {
  it.each([
    ['160.webp', 'image/webp', 'webp'],
    ['400.webp', 'image/webp', 'webp'],
    ['800.webp', 'image/webp', 'webp'],
    ['160.png', 'image/png', 'png'],
  ])('answers a square %s that may be kept for ever', async (file, type, format) => {
    const answer = await get(`/pictures/chocolate-bar-t2/${file}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe(type)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const width = Number.parseInt(file, 10)
    expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ format, width, height: width })
  })

  it('is see-through without a ground, so that the client may draw a light or a dark one', async () => {
    expect((await corner((await get('/pictures/bread/160.png')).rawPayload))[3]).toBe(0)
  })

  it('has the light ground that the key names', async () => {
    expect(await corner((await get('/pictures/bread-t4/160.png')).rawPayload)).toEqual([0xe5, 0xf3, 0xe4, 0xff])
  })

  it('weighs little enough for a list on a slow network', async () => {
    const answer = await get('/pictures/popcorn/400.webp')
    expect(answer.rawPayload.length).toBeLessThan(15_000)
  })

  it('answers the same bytes again', async () => {
    const [first, second] = [await get('/pictures/egg-t1/160.webp'), await get('/pictures/egg-t1/160.webp')]
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true)
  })

  it.each(['/pictures/unicorn/400.webp', '/pictures/bread/401.webp', '/pictures/bread/400.gif', '/pictures/..%2f..%2fpackage/400.webp'])(
    'answers a problem for %s, which nobody may keep',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(404)
      expect(answer.headers['content-type']).toMatch('application/problem+json')
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.json()).toMatchObject({ code: 'not_found', status: 404 })
    },
  )
})

import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { AVATAR_MAX_BYTES } from '../../../../contract/avatars'
import { Me } from '../../../../contract/identity'
import { UPLOADS_PER_MINUTE } from '../../../../server/modules/avatars/routes'
import { expectContract } from '../../../support/contract'
import { buildIdentityApp, type IdentityApp } from '../../../support/identity'
import { blackPng, halves, multipart } from '../../../support/uploads'

let t: IdentityApp
beforeAll(async () => {
  t = await buildIdentityApp()
})
afterAll(() => t.close())

let shoppers = 0
const member = () => t.signUp(`face-${(shoppers += 1)}`)
let addresses = 0
/** From an address that no other upload uses, so that limits stay out of it. */
function upload(token: string | null, content: Buffer, options: Parameters<typeof multipart>[1] & { method?: 'PUT' | 'POST'; remoteAddress?: string } = {}) {
  const { payload, headers } = multipart(content, options)
  addresses += 1
  const remoteAddress = options.remoteAddress ?? `10.9.${addresses >> 8}.${addresses & 255}`
  return t.app.inject({ method: options.method ?? 'PUT', url: '/v1/me/avatar', remoteAddress, payload, headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } })
}
const addressOf = (response: { json: <T>() => T }) => response.json<Me>().avatarUrl ?? ''
const fetchFace = async (address: string) => t.app.inject(address)
const files = (userId: string) => t.database.db.selectFrom('avatar').selectAll().where('user_id', '=', userId).execute()
/** The colour in the middle of a picture's left and right half. */
async function colours(content: Buffer) {
  const { data, info } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number) => {
    const offset = (Math.floor(info.height / 2) * info.width + x) * 3
    const [red = 0, , blue = 0] = data.subarray(offset, offset + 3)
    return red > 200 && blue < 60 ? 'red' : blue > 200 && red < 60 ? 'blue' : 'other'
  }
  return [at(Math.floor(info.width / 4)), at(Math.floor((info.width * 3) / 4))]
}

describe('PUT /v1/me/avatar', () => {
  test('keeps a square in two sizes and two formats, under a name that says nothing', async () => {
    const { token, user } = await member()
    const response = await upload(token, await halves().jpeg().toBuffer())
    expect(response.statusCode).toBe(200)
    expectContract(Me, response.json())
    expect(addressOf(response)).toMatch(/^\/v1\/avatars\/[A-Za-z0-9_-]{22}\/288\.webp$/)
    expect(addressOf(response)).not.toContain(user.id)
    for (const [file, format, side] of [['288.webp', 'webp', 288], ['288.jpg', 'jpeg', 288], ['96.webp', 'webp', 96], ['96.jpg', 'jpeg', 96]] as const) {
      const face = await fetchFace(addressOf(response).replace('288.webp', file))
      expect(face.statusCode).toBe(200)
      expect(face.headers).toMatchObject({ 'content-type': `image/${format}`, 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' })
      expect(await sharp(face.rawPayload).metadata()).toMatchObject({ format, width: side, height: side })
      expect(await colours(face.rawPayload)).toEqual(['red', 'blue'])
    }
    expect((await t.call('GET', '/v1/me', { token })).json<Me>().avatarUrl).toBe(addressOf(response))
  })

  test.each(['png', 'webp', 'gif'] as const)('takes %s as well, whatever it is called', async (format) => {
    const { token } = await member()
    const content = await halves().toFormat(format).toBuffer()
    const response = await upload(token, content, { fileName: 'face.txt', type: 'text/plain', field: 'picture' })
    expect(response.statusCode).toBe(200)
    expect(await colours((await fetchFace(addressOf(response))).rawPayload)).toEqual(['red', 'blue'])
  })

  test('is a POST for wx.uploadFile', async () => {
    const { token } = await member()
    expect((await upload(token, blackPng(64, 64), { method: 'POST' })).statusCode).toBe(200)
  })

  test('takes the place of the picture before, whose files are gone', async () => {
    const { token, user } = await member()
    const first = addressOf(await upload(token, blackPng(64, 64)))
    const second = addressOf(await upload(token, await halves().jpeg().toBuffer()))
    expect(second).not.toBe(first)
    expect((await fetchFace(first)).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await fetchFace(second)).statusCode).toBe(200)
    expect(await files(user.id)).toHaveLength(4)
  })

  test('ten at once leave the files of one', async () => {
    const { token, user } = await member()
    const content = await halves().jpeg().toBuffer()
    const responses = await Promise.all(Array.from({ length: 10 }, () => upload(token, content)))
    expect(responses.map((response) => response.statusCode)).toEqual(Array(10).fill(200))
    const kept = await files(user.id)
    expect(kept).toHaveLength(4)
    expect(new Set(kept.map(({ name }) => name)).size).toBe(1)
    const { avatarUrl } = (await t.call('GET', '/v1/me', { token })).json<Me>()
    expect(avatarUrl).toContain(kept[0]?.name ?? 'none')
  })

  test('a flood beyond the line is told to come back', async () => {
    const { token } = await member()
    const responses = await Promise.all(Array.from({ length: 40 }, () => upload(token, blackPng(2000, 2000))))
    const refused = responses.filter((response) => response.statusCode !== 200)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.json()).toMatchObject({ status: 503, code: 'service_unavailable', retryAfterSeconds: 5 })
  })

  test('without a session is 401', async () => {
    expect((await upload(null, blackPng(8, 8))).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })

  test('security 19: is answered so many times a minute to one address', async () => {
    const { token } = await member()
    const send = () => upload(token, Buffer.from('no picture'), { remoteAddress: '198.51.100.7' })
    const statuses: number[] = []
    for (let i = 0; i <= UPLOADS_PER_MINUTE; i += 1) statuses.push((await send()).statusCode)
    expect(statuses).toEqual([...Array<number>(UPLOADS_PER_MINUTE).fill(415), 429])
  })

  test.each([
    ['JSON', '{"file":"x"}', 'application/json', 415, 'unsupported_media_type'],
    ['bare bytes', 'x', 'image/png', 415, 'unsupported_media_type'],
    ['a form without a file', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n', 'multipart/form-data; boundary=b', 400, 'invalid_request'],
    ['no boundary', 'x', 'multipart/form-data', 400, 'invalid_request'],
    ['a body that ends in the middle', '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n\x89PNG', 'multipart/form-data; boundary=b', 400, 'invalid_request'],
    ['nothing', '', 'multipart/form-data; boundary=b', 400, 'invalid_request'],
  ])('security 17: %s is refused in our own words', async (_what, payload, contentType, status, code) => {
    const { token } = await member()
    const response = await t.app.inject({ method: 'PUT', url: '/v1/me/avatar', payload, headers: { 'content-type': contentType, authorization: `Bearer ${token}` } })
    expect(response.json()).toMatchObject({ status, code })
    expect(response.body).not.toMatch(/busboy|multipart: |at .*\.js/i)
  })

  test('a form is taken nowhere else', async () => {
    const { token } = await member()
    const { payload, headers } = multipart(blackPng(8, 8))
    const response = await t.app.inject({ method: 'PATCH', url: '/v1/me', payload, headers: { ...headers, authorization: `Bearer ${token}` } })
    expect(response.json()).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  })
})

describe('security 22: uploads', () => {
  const refusal = async (content: Buffer, options?: Parameters<typeof multipart>[1]) => {
    const { token, user } = await member()
    const response = await upload(token, content, options)
    expect(await files(user.id)).toEqual([])
    return response.json<object>()
  }

  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['a PDF', '%PDF-1.7'],
    ['a TIFF', 'II*\0'],
    ['a HEIC', '\0\0\0\x18ftypheic'],
    ['nothing', ''],
  ])('%s called face.png is no picture, by its content', async (_what, content) => {
    expect(await refusal(Buffer.from(content, 'latin1'), { fileName: 'face.png', type: 'image/png' })).toMatchObject({ status: 415, code: 'image_unsupported' })
  })

  test('HTML inside a PNG does not come out again', async () => {
    const { token } = await member()
    const html = '<html><script>alert(document.cookie)</script></html>'
    const response = await upload(token, blackPng(200, 200, { type: 'tEXt', data: Buffer.from(`Comment\0${html}`) }), { fileName: 'face.html', type: 'text/html' })
    const face = await fetchFace(addressOf(response))
    expect(face.headers['content-type']).toBe('image/webp')
    expect(face.rawPayload.includes('script')).toBe(false)
  })

  test.each([
    ['a ZIP', Buffer.from('PK\x03\x04 payload.exe')],
    ['a script', Buffer.from('*/=1;alert(1)//')],
  ])('%s behind the last pixel (a polyglot) does not come out again', async (_what, tail) => {
    const { token } = await member()
    const response = await upload(token, Buffer.concat([await halves().jpeg().toBuffer(), tail]))
    expect(response.statusCode).toBe(200)
    for (const file of ['288.webp', '288.jpg', '96.webp', '96.jpg']) {
      expect((await fetchFace(addressOf(response).replace('288.webp', file))).rawPayload.includes(tail)).toBe(false)
    }
  })

  test('a picture that was cut short is refused', async () => {
    for (const content of [await halves().jpeg().toBuffer(), await halves().png().toBuffer(), await halves().webp().toBuffer()]) {
      expect(await refusal(content.subarray(0, content.length / 2))).toMatchObject({ status: 422, code: 'image_unreadable' })
    }
  })

  test('noise behind a right beginning is refused', async () => {
    const noise = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(4096)])
    expect(await refusal(noise)).toMatchObject({ status: 422, code: 'image_unreadable' })
  })

  test('20,000 × 20,000 pixels in some kilobytes are refused before they are unpacked', async () => {
    const bomb = blackPng(20_000, 20_000)
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusal(bomb)).toMatchObject({ status: 413, code: 'image_too_large' })
  })

  test('5 MB are taken, and one byte more is not', async () => {
    const { token } = await member()
    const picture = blackPng(64, 64)
    const padded = (size: number) => Buffer.concat([picture, Buffer.alloc(size - picture.length)])
    expect((await upload(token, padded(AVATAR_MAX_BYTES))).statusCode).toBe(200)
    expect(await refusal(padded(AVATAR_MAX_BYTES + 1))).toMatchObject({ status: 413, code: 'image_too_large' })
  })

  test('the place in its EXIF is gone, and it stands upright', async () => {
    const { token } = await member()
    const photo = await halves(300, 400)
      .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 14/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' } })
      .withMetadata({ orientation: 3 })
      .jpeg()
      .toBuffer()
    const before = await sharp(photo).metadata()
    expect(before.orientation).toBe(3)
    expect(before.exif?.length).toBeGreaterThan(0)
    const response = await upload(token, photo)
    for (const file of ['288.webp', '288.jpg', '96.webp', '96.jpg']) {
      const { rawPayload } = await fetchFace(addressOf(response).replace('288.webp', file))
      const after = await sharp(rawPayload).metadata()
      expect([after.exif, after.xmp, after.iptc, after.icc, after.orientation]).toEqual(Array(5).fill(undefined))
      expect(rawPayload.includes('Somebody')).toBe(false)
      // Half a turn: what was left is right.
      expect(await colours(rawPayload)).toEqual(['blue', 'red'])
    }
  })
})

describe('DELETE /v1/me/avatar', () => {
  test('takes the picture and its files away, and is done as well when there is none', async () => {
    const { token, user } = await member()
    const address = addressOf(await upload(token, blackPng(64, 64)))
    for (let time = 0; time < 2; time += 1) {
      const response = await t.call('DELETE', '/v1/me/avatar', { token })
      expect(response.statusCode).toBe(200)
      expect(response.json()).toMatchObject({ id: user.id, avatarUrl: null })
    }
    expect((await fetchFace(address)).statusCode).toBe(404)
    expect(await files(user.id)).toEqual([])
  })

  test('touches nobody else’s', async () => {
    const [a, b] = [await member(), await member()]
    const address = addressOf(await upload(a.token, blackPng(64, 64)))
    await t.call('DELETE', '/v1/me/avatar', { token: b.token })
    expect((await fetchFace(address)).statusCode).toBe(200)
  })

  test('without a session is 401', async () => {
    expect((await t.call('DELETE', '/v1/me/avatar')).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  })
})

describe('GET /v1/avatars/{name}/{file}', () => {
  test.each(['/v1/avatars/AAAAAAAAAAAAAAAAAAAAAA/288.webp', '/v1/avatars/AAAAAAAAAAAAAAAAAAAAAA/96.jpg'])('%s, which nobody has, is 404', async (address) => {
    expect((await fetchFace(address)).json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  test.each(['short/288.webp', 'AAAAAAAAAAAAAAAAAAAAAA/289.webp', 'AAAAAAAAAAAAAAAAAAAAAA/288.svg', 'AAAAAAAAAAAAAAAAAAAAA%00/288.webp'])('%s is 400', async (rest) => {
    expect((await fetchFace(`/v1/avatars/${rest}`)).json()).toMatchObject({ status: 400 })
  })

  test('goes with the account', async () => {
    const { token, user } = await member()
    const address = addressOf(await upload(token, blackPng(64, 64)))
    await t.database.db.deleteFrom('user_account').where('id', '=', user.id).execute()
    expect((await fetchFace(address)).statusCode).toBe(404)
  })
})

import sharp from 'sharp'
import { REFUND_PHOTO_LIMIT, REFUND_PHOTO_MAX_BYTES } from '../../../../contract/limits'
import { Order } from '../../../../contract/orders'
import { RefundPhoto } from '../../../../contract/refunds'
import { rejectRefund } from '../../../../server/modules/orders/merchant/refunds'
import { REFUND_PHOTOS_PER_MINUTE } from '../../../../server/modules/orders/refundPhotoRoutes'
import { sweepOrders } from '../../../../server/modules/orders/sweep'
import { expectContract } from '../../../support/contract'
import { signInAs, wordsOf } from '../../../support/merchantPage'
import { buildOrderApp, MANAGER, type Buyer, type OrderApp } from '../../../support/orders'
import { blackPng, halves, multipart } from '../../../support/uploads'

let t: OrderApp
let buyer: Buyer
let number: string
jest.setTimeout(120_000)
beforeAll(async () => {
  t = await buildOrderApp()
  buyer = await t.buyer()
})
afterAll(() => t.close())
beforeEach(async () => {
  number = (await t.paid(buyer, (await t.ordered(buyer, [await t.goods()])).number)).number
})

let addresses = 0
/** From an address that no other upload uses, so that limits stay out of it. */
function upload(content: Buffer, { token = buyer.token, to = number, remoteAddress = `10.8.${(addresses += 1) >> 8}.${addresses & 255}` }: { token?: string | null; to?: string; remoteAddress?: string } = {}) {
  const { payload, headers } = multipart(content)
  return t.app.inject({ method: 'POST', url: `/v1/orders/${to}/refund-photos`, remoteAddress, payload, headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) } })
}
const added = async (content: Buffer = blackPng(40, 30)) => (await upload(content)).json<RefundPhoto>()
const ask = (body: object, to = number) => t.call('POST', `/v1/orders/${to}/refund`, { token: buyer.token, body: { reason: 'pastDate', ...body } })
const fetchPhoto = (url: string, token?: string) => t.call('GET', url, token === undefined ? {} : { token })
const kept = async () => {
  const order = await t.database.db.selectFrom('shop_order').select('id').where('number', '=', number).executeTakeFirstOrThrow()
  return t.database.db.selectFrom('refund_photo').select(['id', 'refund_id']).where('order_id', '=', order.id).orderBy('created_at').orderBy('id').execute()
}

describe('a photo', () => {
  test('is taken in, named by the request for the refund, and shown to its owner in the order he gave', async () => {
    const first = await upload(await halves(2400, 1800).jpeg().toBuffer())
    expect(first.statusCode).toBe(201)
    expectContract(RefundPhoto, first.json())
    const [one, two] = [first.json<RefundPhoto>(), await added()]
    const asked = await ask({ note: '见照片', photoIds: [two.id, one.id] })
    expect(asked.statusCode).toBe(200)
    expectContract(Order, asked.json())
    expect(asked.json<Order>().refund?.photos).toEqual([two, one])
    const shown = await fetchPhoto(one.url, buyer.token)
    expect(shown.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: 'jpeg', width: 1600, height: 1200 })
  })

  test('security 22: is drawn anew, upright, without its EXIF', async () => {
    const exif = { IFD0: { Copyright: 'where I live' }, IFD3: { GPSLatitude: '31/1 13/1 0/1' } }
    const { url } = await added(await halves(400, 300).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer())
    const { rawPayload } = await fetchPhoto(url, buyer.token)
    const meta = await sharp(rawPayload).metadata()
    expect(meta).toMatchObject({ width: 300, height: 400 })
    expect([meta.exif, meta.orientation, rawPayload.includes('where I live')]).toEqual([undefined, undefined, false])
  })

  test('that no request names is forgotten: with the request, or after a day', async () => {
    const [one, two] = [await added(), await added()]
    t.clock.advance(24 * 3_600_000)
    await sweepOrders(t.deps)
    expect((await kept()).map(({ id }) => id)).toEqual([one.id, two.id])
    t.clock.advance(1)
    await sweepOrders(t.deps)
    expect(await kept()).toEqual([])
    const [three, four] = [await added(), await added()]
    await ask({ photoIds: [four.id] })
    expect((await kept()).map(({ id }) => id)).toEqual([four.id])
    expect((await fetchPhoto(three.url, buyer.token)).statusCode).toBe(404)
    t.clock.advance(48 * 3_600_000)
    await sweepOrders(t.deps)
    expect(await kept()).toHaveLength(1)
  })

  test('of a shopper who keeps changing his mind: the latest ten wait', async () => {
    const photos: RefundPhoto[] = []
    for (let i = 0; i < 12; i += 1) photos.push(await added())
    expect((await kept()).map(({ id }) => id)).toEqual(photos.slice(2).map(({ id }) => id))
  })
})

describe('the request for the refund is refused', () => {
  test('with more photos than it takes', async () => {
    const ids = await Promise.all(Array.from({ length: REFUND_PHOTO_LIMIT + 1 }, async () => (await added()).id))
    expect((await ask({ photoIds: ids })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
    expect((await ask({ photoIds: [ids[0], ids[0]] })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('with a photo that is not there, of another order, or used before; and nothing has happened', async () => {
    const elsewhere = (await t.paid(buyer, (await t.ordered(buyer, [await t.goods()])).number)).number
    const foreign = (await upload(blackPng(8, 8), { to: elsewhere })).json<RefundPhoto>()
    const mine = await added()
    for (const id of ['01890000-0000-7000-8000-000000000000', foreign.id]) {
      expect((await ask({ photoIds: [mine.id, id] })).json()).toMatchObject({ status: 422, code: 'refund_photo_missing' })
    }
    expect(await t.view(buyer, number)).toMatchObject({ status: 'paid', refund: null })
    await ask({ photoIds: [mine.id] })
    await rejectRefund(t.deps, { operator: MANAGER, number }, '看不清')
    expect((await ask({ photoIds: [mine.id] })).json()).toMatchObject({ code: 'refund_photo_missing' })
    const again = await added()
    expect((await ask({ photoIds: [again.id] })).json()).toMatchObject({ refund: { status: 'requested', photos: [again] } })
  })
})

describe('taking in is refused', () => {
  test('without a session, and for the order of another or none', async () => {
    expect((await upload(blackPng(8, 8), { token: null })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
    const other = await t.buyer()
    expect((await upload(blackPng(8, 8), { token: other.token })).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await upload(blackPng(8, 8), { to: '260520-00000-00000' })).json()).toMatchObject({ status: 404, code: 'not_found' })
    expect((await upload(blackPng(8, 8), { to: 'x' })).json()).toMatchObject({ status: 400, code: 'invalid_request' })
  })

  test('where no refund may be asked for', async () => {
    const unpaid = (await t.ordered(buyer, [await t.goods()])).number
    expect((await upload(blackPng(8, 8), { to: unpaid })).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
    await ask({})
    expect((await upload(blackPng(8, 8))).json()).toMatchObject({ status: 409, code: 'order_state_conflict' })
  })

  test.each([
    ['a text', Buffer.from('no picture'), 415, 'image_unsupported'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415, 'image_unsupported'],
    ['half a picture', blackPng(64, 64).subarray(0, 40), 422, 'image_unreadable'],
    ['a bomb', blackPng(10_000, 6_000), 413, 'image_too_large'],
    ['too many bytes', Buffer.concat([blackPng(8, 8), Buffer.alloc(REFUND_PHOTO_MAX_BYTES)]), 413, 'image_too_large'],
  ])('%s', async (_what, content, status, code) => {
    expect((await upload(content)).json()).toMatchObject({ status, code })
    expect(await kept()).toEqual([])
  })

  test('what is no upload', async () => {
    expect((await t.call('POST', `/v1/orders/${number}/refund-photos`, { token: buyer.token, body: { file: 'x' } })).json()).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  })

  test('security 19: more than so many a minute from one address', async () => {
    const statuses: number[] = []
    for (let i = 0; i <= REFUND_PHOTOS_PER_MINUTE; i += 1) statuses.push((await upload(Buffer.from('x'), { remoteAddress: '198.51.100.8' })).statusCode)
    expect(statuses).toEqual([...Array<number>(REFUND_PHOTOS_PER_MINUTE).fill(415), 429])
  })
})

describe('a photo is seen', () => {
  test('by its owner alone', async () => {
    const { url, id } = await added()
    const other = await t.buyer()
    const theirs = await t.ordered(other, [await t.goods()])
    expect((await fetchPhoto(url)).json()).toMatchObject({ status: 401 })
    expect((await fetchPhoto(url, other.token)).json()).toMatchObject({ status: 404 })
    expect((await fetchPhoto(`/v1/orders/${theirs.number}/refund-photos/${id}`, other.token)).json()).toMatchObject({ status: 404 })
    expect((await fetchPhoto(`/v1/orders/${number}/refund-photos/01890000-0000-7000-8000-000000000000`, buyer.token)).json()).toMatchObject({ status: 404 })
    expect((await fetchPhoto(`/v1/orders/${number}/refund-photos/1`, buyer.token)).json()).toMatchObject({ status: 400 })
  })

  test('on the merchant’s page, once it was sent, by those who decide', async () => {
    const { id } = await added()
    const [service, packer] = [await signInAs(t, 'service'), await signInAs(t, 'packer')]
    const url = `/merchant/refund-photos/${id}`
    expect((await service.get(url)).statusCode).toBe(404)
    await ask({ photoIds: [id] })
    expect((await service.get(`/merchant/orders/${number}`)).body).toContain(`src="${url}"`)
    const shown = await service.get(url)
    expect([shown.statusCode, shown.headers['content-type'], shown.headers['cache-control']]).toEqual([200, 'image/jpeg', 'no-store'])
    expect((await packer.get(`/merchant/orders/${number}`)).body).not.toContain(id)
    expect((await packer.get(url)).statusCode).toBe(403)
    expect((await t.app.inject(url)).statusCode).toBe(303)
    expect((await fetchPhoto(url, buyer.token)).statusCode).toBe(303)
  })

  test('on the merchant’s page, and who looked is on record, once an hour', async () => {
    const [one, two] = [await added(), await added()]
    await ask({ photoIds: [one.id, two.id] })
    const [service, manager, packer] = [await signInAs(t, 'service'), await signInAs(t, 'manager'), await signInAs(t, 'packer')]
    const look = (who: typeof service, { id }: RefundPhoto) => who.get(`/merchant/refund-photos/${id}`)
    const looks = async () => {
      const rows = await t.database.db.selectFrom('merchant_event').selectAll().where('order_number', '=', number).orderBy('at').orderBy('id').execute()
      return rows.map(({ operator, action, detail }) => [operator, action, detail['photoId']])
    }
    await look(packer, one)
    expect(await looks()).toEqual([])

    await Promise.all([look(service, one), look(service, one)])
    await look(service, two)
    await look(manager, one)
    expect(await looks()).toEqual([
      [service.name, 'readRefundPhoto', one.id],
      [service.name, 'readRefundPhoto', two.id],
      [manager.name, 'readRefundPhoto', one.id],
    ])
    t.clock.advance(3_600_000)
    await look(service, one)
    expect(await looks()).toHaveLength(4)
    expect(wordsOf(await service.get(`/merchant/orders/${number}`))).toContain(`${service.name} 查看退款照片`)
    expect(wordsOf(await manager.get('/merchant/record'))).toMatch(new RegExp(`${service.name} 查看退款照片 ${number}`))
  })
})

test('the API says how to do it', async () => {
  const { paths } = (await t.app.inject('/v1/openapi.json')).json<{ paths: Record<string, Record<string, { responses: object; requestBody?: object }>> }>()
  expect(Object.keys(paths['/v1/orders/{number}/refund-photos']?.['post']?.responses ?? {})).toEqual(expect.arrayContaining(['201', '4XX', '5XX']))
  expect(Object.keys(paths['/v1/orders/{number}/refund-photos/{id}']?.['get']?.responses ?? {})).toContain('200')
})

import type { RegionList } from '@contract/addresses'
import { regionName } from '@domain/regionName'
import { findRegion, regionsUnder } from '../../../../server/modules/regions/regions'
import { buildTestApp, type TestApp } from '../../../support/server'

let shop: TestApp
beforeAll(async () => {
  shop = await buildTestApp()
})
afterAll(() => shop.close())

const under = async (parent?: string) => {
  const response = await shop.app.inject(`/v1/regions${parent === undefined ? '' : `?parent=${parent}`}`)
  return response.statusCode === 200 ? response.json<RegionList>().items : response.statusCode
}

describe('GET /v1/regions', () => {
  test('begins with the provinces', async () => {
    const provinces = await under()
    expect(provinces).toHaveLength(31)
    expect(provinces).toContainEqual({ code: '530000', name: '云南省' })
  })

  test('goes on to cities and districts, by short or long code', async () => {
    expect(await under('330000')).toContainEqual({ code: '330100', name: '杭州市' })
    expect(await under('33')).toEqual(await under('330000'))
    expect(await under('330100')).toContainEqual({ code: '330106', name: '西湖区' })
    expect(await under('3301')).toEqual(await under('330100'))
  })

  test('shows a municipality as a city of itself, with districts and counties together', async () => {
    expect(await under('110000')).toEqual([{ code: '110100', name: '北京市' }])
    expect(await under('500000')).toEqual([{ code: '500100', name: '重庆市' }])
    expect(await under('500100')).toEqual(expect.arrayContaining([{ code: '500103', name: '渝中区' }, { code: '500229', name: '城口县' }]))
  })

  test('gives a city without districts itself as the one district', async () => {
    expect(await under('441900')).toEqual([{ code: '441900', name: '东莞市' }])
  })

  test.each([['990000', 404], ['330106', 404], ['3', 400], ['abc', 400], ['', 400], ['3301061', 400]])('parent %s answers %i', async (parent, status) => {
    expect(await under(parent)).toBe(status)
  })

  test('may be kept for a day', async () => {
    expect((await shop.app.inject('/v1/regions')).headers).toMatchObject({ 'cache-control': 'public, max-age=86400', etag: expect.any(String) })
  })
})

describe('findRegion', () => {
  test.each([
    ['330106', '浙江省 杭州市 西湖区'],
    ['110105', '北京市 朝阳区'],
    ['500229', '重庆市 城口县'],
    ['441900', '广东省 东莞市'],
    ['419001', '河南省 济源市'],
  ])('%s is %s', (code, text) => {
    const region = findRegion(code)
    expect(region && regionName([region.province, region.city, region.district])).toBe(text)
  })

  test.each(['330000', '330100', '110100', '999999', '', '44190'])('%s is no district', (code) => {
    expect(findRegion(code)).toBeNull()
  })

  test('knows every district that the picker can reach, under a code of its own', () => {
    const codes = (regionsUnder() ?? []).flatMap((province) => (regionsUnder(province.code) ?? []).flatMap((city) => regionsUnder(city.code) ?? []).map((district) => district.code))
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.length).toBeGreaterThan(2_800)
    for (const code of codes) expect(findRegion(code)).toMatchObject({ code })
  })
})

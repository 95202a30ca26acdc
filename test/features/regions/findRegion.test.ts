import type { Region } from '@contract/addresses'
import { findRegion } from '@/features/regions/findRegion'
import { answer } from '../../support/account/backend'
import { offline } from '../../support/app/factories'
import { makeShop } from '../../support/app/shop'

const REGIONS: Record<string, Region[]> = {
  '': [
    { code: '110000', name: '北京市' },
    { code: '220000', name: '吉林省' },
    { code: '450000', name: '广西壮族自治区' },
  ],
  '110000': [{ code: '110100', name: '北京市' }],
  '110100': [{ code: '110105', name: '朝阳区' }],
  '220000': [
    { code: '220100', name: '长春市' },
    { code: '220200', name: '吉林市' },
  ],
  '220100': [
    { code: '220102', name: '南关区' },
    { code: '220104', name: '朝阳区' },
  ],
  '450000': [
    { code: '450100', name: '南宁市' },
    { code: '450300', name: '桂林市' },
  ],
  '450300': [
    { code: '450302', name: '秀峰区' },
    { code: '450305', name: '七星区' },
  ],
}

function makeShopOfRegions() {
  const shop = makeShop({ wechat: null })
  answer(shop.api, { 'GET /v1/regions': ({ query }) => ({ items: REGIONS[String(query?.parent ?? '')] ?? [], nextCursor: null }) })
  return shop
}

test.each<[[string, string, string], string | undefined]>([
  [['吉林省', '长春市', '朝阳区'], '220104'],
  [['北京市', '北京市', '朝阳区'], '110105'],
  [['北京', '北京', '朝阳'], '110105'],
  [['广西', '桂林', '七星区'], '450305'],
  [['吉林省', '长春市', '没有的区'], undefined],
  [['没有的省', '长春市', '朝阳区'], undefined],
])('%j', async (names, code) => {
  const { store } = makeShopOfRegions()
  expect((await store.dispatch(findRegion(names)))?.code).toBe(code)
})

test('without network nothing is found, and the shopper chooses himself', async () => {
  const { store, api } = makeShop({ wechat: null })
  api.request.mockRejectedValue(offline())
  expect(await store.dispatch(findRegion(['浙江省', '杭州市', '西湖区']))).toBeNull()
})

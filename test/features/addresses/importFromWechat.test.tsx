import { screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import type * as Weapp from '@/features/addresses/ImportFromWechat'
import { texts } from '@/features/addresses/texts'
import { answer } from '../../support/account/backend'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop } from '../../support/app/shop'

// By its extension: the name alone finds the H5 half, which shows nothing.
const { ImportFromWechat } = jest.requireActual<typeof Weapp>('../../../src/features/addresses/ImportFromWechat.tsx')

const REGIONS: Record<string, { code: string; name: string }[]> = {
  '': [
    { code: '330000', name: '浙江省' },
    { code: '110000', name: '北京市' },
  ],
  '330000': [
    { code: '330100', name: '杭州市' },
    { code: '330200', name: '宁波市' },
  ],
  '330100': [
    { code: '330105', name: '拱墅区' },
    { code: '330106', name: '西湖区' },
  ],
}
const CHOSEN = {
  userName: '林小满',
  telNumber: '13800138000',
  provinceName: '浙江省',
  cityName: '杭州市',
  countyName: '西湖区',
  detailInfo: '文三路 90 号',
}

function renderButton(choose: () => Promise<unknown>) {
  jest.spyOn(Taro, 'chooseAddress').mockImplementation(choose as never)
  const shop = makeShop()
  answer(shop.api, { 'GET /v1/regions': ({ query }) => ({ items: REGIONS[String(query?.parent ?? '')] ?? [], nextCursor: null }) })
  const onImport = jest.fn()
  return { ...renderInShop(<ImportFromWechat onImport={onImport} />, shop), onImport }
}

/** How WeChat rejects. */
const refused = (errMsg: string, errno?: number) => Object.assign(new Error(errMsg), { errMsg, errno })

const tap = async ({ user }: ReturnType<typeof renderButton>) => user.click(screen.getByText(texts.importFromWechat))

test('an address of WeChat fills the form, its district found by name', async () => {
  const view = renderButton(() => Promise.resolve(CHOSEN))
  await tap(view)
  await waitFor(() =>
    expect(view.onImport).toHaveBeenCalledWith({
      recipient: '林小满',
      phone: '13800138000',
      region: { code: '330106', names: ['浙江省', '杭州市', '西湖区'] },
      detail: '文三路 90 号',
    }),
  )
})

test('a district that the shop does not know is left to the shopper', async () => {
  const view = renderButton(() => Promise.resolve({ ...CHOSEN, countyName: '没有的区' }))
  await tap(view)
  await waitFor(() => expect(view.onImport).toHaveBeenCalledWith(expect.objectContaining({ recipient: '林小满', region: null })))
})

test('closing the list changes nothing and says nothing', async () => {
  const view = renderButton(() => Promise.reject(refused('chooseAddress:fail cancel')))
  await tap(view)
  await waitFor(() => expect(Taro.chooseAddress).toHaveBeenCalled())
  expect(view.onImport).not.toHaveBeenCalled()
  expect(view.state().toast.message).toBeNull()
})

test.each([103, 104])('a privacy contract that was turned down (errno %d) is said, with the way by hand', async (errno) => {
  const view = renderButton(() => Promise.reject(refused('chooseAddress:fail privacy permission is not authorized', errno)))
  await tap(view)
  await waitFor(() => expect(view.state().toast.message?.text).toBe(texts.importRefused))
  expect(view.onImport).not.toHaveBeenCalled()
})

test('a list that WeChat cannot show is told, with the way by hand', async () => {
  const view = renderButton(() => Promise.reject(refused('chooseAddress:fail system error')))
  await tap(view)
  await waitFor(() => expect(view.state().toast.message?.text).toBe(texts.importFailed))
})

import Taro from '@tarojs/taro'
import { back, hrefOf, open, urlOf } from '@/features/shell/navigation'
import { H5_PATHS, PAGES } from '@/features/shell/pages'

const done = { errMsg: '' }
const switchTab = jest.spyOn(Taro, 'switchTab').mockResolvedValue(done)
const navigateTo = jest.spyOn(Taro, 'navigateTo').mockResolvedValue(done)
const redirectTo = jest.spyOn(Taro, 'redirectTo').mockResolvedValue(done)
const navigateBack = jest.spyOn(Taro, 'navigateBack').mockResolvedValue(done)
const getCurrentPages = jest.spyOn(Taro, 'getCurrentPages')
beforeEach(() => jest.clearAllMocks())

describe('places of the app', () => {
  it('have an address on both builds', () => {
    expect(Object.keys(H5_PATHS)).toEqual(Object.keys(PAGES))
    expect(urlOf({ page: 'list', params: { q: '100% 奶', sort: undefined } })).toBe('/pages/list/index?q=100%25%20%E5%A5%B6')
    expect(hrefOf({ page: 'product', params: { id: 'a' } })).toBe('/product?id=a')
    expect(hrefOf({ page: 'home' })).toBe('/')
  })

  it('open as tab or as page', async () => {
    await open({ page: 'mine' })
    expect(switchTab).toHaveBeenCalledWith({ url: PAGES.mine })
    await open({ page: 'product', params: { id: 'a' } })
    expect(navigateTo).toHaveBeenCalledWith({ url: '/pages/product/index?id=a' })
  })

  it('take the place of the tenth page when the stack is full', async () => {
    navigateTo.mockRejectedValueOnce({ errMsg: 'navigateTo:fail webview count limit exceed' })
    await open({ page: 'product', params: { id: 'a' } })
    expect(redirectTo).toHaveBeenCalledWith({ url: '/pages/product/index?id=a' })
  })

  it('lead back, or home where a shared link was the first page', async () => {
    getCurrentPages.mockReturnValueOnce([{}, {}] as never)
    await back()
    expect(navigateBack).toHaveBeenCalledTimes(1)
    getCurrentPages.mockReturnValueOnce([{}] as never)
    await back()
    expect(switchTab).toHaveBeenCalledWith({ url: PAGES.home })
  })
})

import Taro from '@tarojs/taro'
import { screen, waitFor } from '@testing-library/react'
import type { ApiRequest } from '@/api/transport'
import { SearchView } from '@/features/search/SearchView'
import { answer, requestsTo } from '../../support/app/catalogue'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, makeShop } from '../../support/app/shop'

const navigateTo = jest.spyOn(Taro, 'navigateTo').mockResolvedValue({ errMsg: '' })
beforeEach(() => navigateTo.mockClear())

const words = (...items: string[]) => ({ items, nextCursor: null })

function renderSearch(suggestions: unknown = words(), history: string[] = []) {
  const shop = makeShop({ wechat: null, preloadedState: { searchHistory: { words: history } } })
  answer(shop.api, { '/v1/search/suggestions': suggestions, '/v1/search/hot-words': words('巧克力', '酸奶') })
  return renderInShop(<SearchView />, shop)
}

describe('search', () => {
  it('offers what was searched before and what others search', async () => {
    const { user, state } = renderSearch(words(), ['面包'])
    await user.click(await screen.findByRole('link', { name: '酸奶' }))
    expect(navigateTo).toHaveBeenCalledWith({ url: `/pages/list/index?q=${encodeURIComponent('酸奶')}` })
    expect(state().searchHistory.words).toEqual(['酸奶', '面包'])
  })

  it('clears the history', async () => {
    const { user } = renderSearch(words(), ['面包'])
    await user.click(screen.getByRole('button', { name: '清空' }))
    expect(screen.queryByRole('link', { name: '面包' })).not.toBeInTheDocument()
  })

  it('searches on Enter and by the button, and not for nothing', async () => {
    const { user } = renderSearch()
    await user.click(screen.getByRole('button', { name: '搜索' }))
    expect(navigateTo).not.toHaveBeenCalled()
    await user.type(screen.getByRole('searchbox', { name: '搜索商品' }), ' 牛奶{Enter}')
    expect(navigateTo).toHaveBeenCalledWith({ url: `/pages/list/index?q=${encodeURIComponent('牛奶')}` })
  })

  it('suggests while typing', async () => {
    const { user } = renderSearch(({ query }: ApiRequest) => words(`${String(query?.q)}牛奶`))
    await user.type(screen.getByRole('searchbox'), '低温鲜')
    expect(await screen.findByRole('button', { name: '低温鲜牛奶' })).toBeInTheDocument()
  })

  it('drops suggestions for what is typed no more', async () => {
    const slow = deferred<unknown>()
    const { user, api } = renderSearch(({ query }: ApiRequest) => (query?.q === '巧' ? slow.promise : words('巧克力豆')))
    const field = screen.getByRole('searchbox')
    await user.type(field, '巧')
    await waitFor(() => expect(requestsTo(api, '/v1/search/suggestions')).toHaveLength(1))
    await user.type(field, '克')
    expect(await screen.findByRole('button', { name: '巧克力豆' })).toBeInTheDocument()
    slow.resolve(words('迟到的词'))
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(screen.queryByRole('button', { name: '迟到的词' })).not.toBeInTheDocument()
  })

  it('needs no suggestions to search', async () => {
    const { user } = renderSearch(() => Promise.reject(new Error('down')))
    await user.type(screen.getByRole('searchbox'), '饺子')
    await user.click(screen.getByRole('button', { name: '搜索“饺子”' }))
    expect(navigateTo).toHaveBeenCalledTimes(1)
  })
})

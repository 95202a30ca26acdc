import { screen, waitFor, within } from '@testing-library/react'
import type { ApiRequest } from '@/api/transport'
import ListPage from '@/pages/list/index'
import { answer, makeSummaries, makeSummary, picture, requestsTo } from '../support/app/catalogue'
import { offline } from '../support/app/factories'
import { router } from '../support/app/page'
import { renderInShop } from '../support/app/renderInShop'
import { deferred, makeShop } from '../support/app/shop'

const categories = [{ id: 'c1', slug: 'dairy', name: '乳品', picture, productCount: 2 }]
const brandsOf = ({ query }: ApiRequest) => ({ items: query?.category === 'dairy' ? ['云岭牧场', '山海'] : ['可可里', '云岭牧场', '山海'], nextCursor: null })

function renderList(products: unknown, params: Record<string, string> = {}, brands: unknown = brandsOf) {
  router.current = { path: '/pages/list/index', params }
  window.history.replaceState(null, '', '/list')
  const shop = makeShop({ wechat: null })
  answer(shop.api, { '/v1/products': products, '/v1/categories': { items: categories, nextCursor: null }, '/v1/brands': brands })
  return renderInShop(<ListPage />, shop)
}

const page = (count: number, from = 1, nextCursor: string | null = null) => ({ items: makeSummaries(count, from), nextCursor })

describe('list page', () => {
  it('shows what its address asks for', async () => {
    const { api } = renderList(page(3), { q: encodeURIComponent('牛奶'), maxRemainingDays: '7' })
    expect(await screen.findAllByRole('listitem')).toHaveLength(3)
    expect(requestsTo(api, '/v1/products')[0]?.query).toMatchObject({ q: '牛奶', maxRemainingDays: 7, limit: 20 })
    expect(screen.getByRole('heading', { level: 1, name: '“牛奶”' })).toBeInTheDocument()
    expect(screen.getByText('共 3 种，都在这里了')).toBeInTheDocument()
  })

  it('goes on page by page, shows nothing twice, and can try the next page again', async () => {
    let failures = 1
    const { user, api } = renderList(({ query }: ApiRequest) => {
      if (!query?.cursor) return page(20, 1, 'next')
      if (failures-- > 0) throw offline()
      return page(5, 20)
    })
    await user.click(await screen.findByRole('button', { name: '加载更多' }))
    await user.click(await screen.findByRole('button', { name: '再试一次' }))
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(24))
    expect(screen.getByText('共 24 种，都在这里了')).toBeInTheDocument()
    expect(requestsTo(api, '/v1/products').map(({ query }) => query?.cursor ?? null)).toEqual([null, 'next', 'next'])
  })

  it('sorts, and keeps the order in its address', async () => {
    const { user, api } = renderList(page(2))
    await screen.findAllByRole('listitem')
    await user.click(screen.getByRole('button', { name: '价格' }))
    expect(await screen.findByRole('button', { name: '价格从低到高', pressed: true })).toBeInTheDocument()
    expect(window.location.search).toBe('?sort=price')
    await user.click(screen.getByRole('button', { name: '价格从低到高' }))
    await waitFor(() => expect(requestsTo(api, '/v1/products').at(-1)?.query).toMatchObject({ sort: '-price' }))
  })

  it('never shows the answer to an older order', async () => {
    const slow = deferred<unknown>()
    const { user } = renderList(({ query }: ApiRequest) => (query?.sort === 'discount' ? slow.promise : page(1, query?.sort === 'sales' ? 7 : 1)))
    await screen.findAllByRole('listitem')
    await user.click(screen.getByRole('button', { name: '折扣' }))
    await user.click(screen.getByRole('button', { name: '销量' }))
    expect(await screen.findByRole('link', { name: /商品7/ })).toBeInTheDocument()
    slow.resolve(page(1, 99))
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(screen.queryByRole('link', { name: /商品99/ })).not.toBeInTheDocument()
  })

  it('offers the brands of the shop, then those of the category, and asks for neither before the sheet is open', async () => {
    const { user, api } = renderList(page(2))
    await screen.findAllByRole('listitem')
    expect(requestsTo(api, '/v1/brands')).toEqual([])
    await user.click(screen.getByRole('button', { name: '筛选' }))
    const brands = within(await screen.findByRole('group', { name: '品牌' }))
    const names = () => brands.getAllByRole('button').map((button) => button.textContent)
    await waitFor(() => expect(names()).toEqual(['可可里', '云岭牧场', '山海']))
    await user.click(brands.getByRole('button', { name: '可可里' }))
    await user.click(screen.getByRole('button', { name: '乳品' }))
    // The one that is chosen stays in sight, whether the category has it or not.
    await waitFor(() => expect(names()).toEqual(['可可里', '云岭牧场', '山海']))
    expect(requestsTo(api, '/v1/brands').map(({ query }) => query)).toEqual([{}, { category: 'dairy' }])
    await user.click(brands.getByRole('button', { name: '可可里' }))
    await waitFor(() => expect(names()).toEqual(['云岭牧场', '山海']))
  })

  it('offers the brands seen so far where those of the shop cannot be had', async () => {
    const seen = { items: [makeSummary(), makeSummary({ id: 'product-2', brand: '云岭牧场' })], nextCursor: null }
    const { user } = renderList(seen, {}, () => { throw offline() })
    await screen.findAllByRole('listitem')
    await user.click(screen.getByRole('button', { name: '筛选' }))
    const brands = within(screen.getByRole('group', { name: '品牌' }))
    expect(brands.getAllByRole('button').map((button) => button.textContent).sort()).toEqual(['可可里', '云岭牧场'].sort())
  })

  it('asks for the filter once it is chosen whole, and takes it back by its chip', async () => {
    const { user, api } = renderList(page(2))
    await screen.findAllByRole('listitem')
    await user.click(screen.getByRole('button', { name: '筛选' }))
    const sheet = within(screen.getByRole('dialog', { name: '筛选' }))
    await user.click(sheet.getByRole('button', { name: '冷藏' }))
    await user.click(sheet.getByRole('button', { name: '7 天内' }))
    expect(requestsTo(api, '/v1/products')).toHaveLength(1)
    await user.click(sheet.getByRole('button', { name: '查看结果' }))
    await waitFor(() => expect(requestsTo(api, '/v1/products').at(-1)?.query).toMatchObject({ storage: 'chilled', maxRemainingDays: 7 }))
    expect(screen.getByRole('button', { name: '筛选，已选 2 项' })).toBeInTheDocument()
    expect(window.location.search).toBe('?storage=chilled&maxRemainingDays=7')
    await user.click(screen.getByRole('button', { name: '去掉筛选：冷藏' }))
    await waitFor(() => expect(requestsTo(api, '/v1/products').at(-1)?.query).not.toHaveProperty('storage'))
  })

  it('offers to clear the filter when nothing is left', async () => {
    const { user } = renderList(({ query }: ApiRequest) => (query?.storage ? page(0) : page(1)), { storage: 'frozen' })
    await user.click(await screen.findByRole('button', { name: '清除筛选' }))
    expect(await screen.findByRole('link', { name: /商品1/ })).toBeInTheDocument()
  })

  it('fails with a way to try again', async () => {
    renderList(() => {
      throw offline()
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('网络断开了')
    expect(screen.getByRole('button', { name: '重新加载' })).toBeInTheDocument()
  })
})

import { screen } from '@testing-library/react'
import type { ApiRequest } from '@/api/transport'
import { CategoriesView } from '@/features/catalogue/categories/CategoriesView'
import { answer, makeCategory, makeSummary } from '../../support/app/catalogue'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, makeShop } from '../../support/app/shop'

const categories = { items: [makeCategory(), makeCategory({ id: 'category-2', slug: 'dairy', name: '乳品', productCount: 5 })], nextCursor: null }

describe('categories', () => {
  it('shows the first, and another on a tap', async () => {
    const shop = makeShop({ wechat: null })
    answer(shop.api, {
      '/v1/categories': categories,
      '/v1/products': ({ query }: ApiRequest) => ({ items: [makeSummary({ id: String(query?.category), name: `${String(query?.category)}的商品` })], nextCursor: null }),
    })
    const { user } = renderInShop(<CategoriesView />, shop)
    expect(await screen.findByRole('link', { name: /sweets的商品/ })).toBeInTheDocument()
    expect(screen.getByRole('heading', { name: '糖果巧克力' })).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: '乳品' }))
    expect(screen.getByRole('button', { name: '乳品', pressed: true })).toBeInTheDocument()
    expect(await screen.findByRole('link', { name: /dairy的商品/ })).toBeInTheDocument()
    expect(screen.getByText('共 5 种')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '排序和筛选' })).toHaveAttribute('href', '/list?category=dairy')
  })

  it('drops the answer for a category that was left', async () => {
    const slow = deferred<unknown>()
    const shop = makeShop({ wechat: null })
    answer(shop.api, {
      '/v1/categories': categories,
      '/v1/products': ({ query }: ApiRequest) => (query?.category === 'sweets' ? slow.promise : { items: [makeSummary({ name: '鲜牛奶' })], nextCursor: null }),
    })
    const { user } = renderInShop(<CategoriesView />, shop)
    await user.click(await screen.findByRole('button', { name: '乳品' }))
    await screen.findByRole('link', { name: /鲜牛奶/ })
    slow.resolve({ items: [makeSummary({ name: '迟到的糖' })], nextCursor: null })
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(screen.queryByRole('link', { name: /迟到的糖/ })).not.toBeInTheDocument()
  })
})

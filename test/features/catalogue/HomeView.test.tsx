import { screen, waitFor, within } from '@testing-library/react'
import { HomeView } from '@/features/catalogue/home/HomeView'
import { Page } from '@/features/shell/Page'
import { answer, makeHome, makeSummaries, requestsTo } from '../../support/app/catalogue'
import { offline } from '../../support/app/factories'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop } from '../../support/app/shop'

function renderHome(home: unknown) {
  const shop = makeShop({ wechat: null })
  answer(shop.api, { '/v1/home': home })
  return renderInShop(
    <Page title="惜食" tab="home" isTitleInContent>
      <HomeView />
    </Page>,
    shop,
  )
}

describe('home', () => {
  it('asks once, without a session, and shows it all', async () => {
    const { api } = renderHome(makeHome())
    expect(screen.getByRole('status', { name: '正在加载' })).toBeInTheDocument()
    expect(await screen.findByRole('link', { name: /72% 黑巧克力 100g×3，.*剩 32 天/ })).toHaveAttribute('href', '/product?id=product-1')
    expect(screen.getByRole('link', { name: '糖果巧克力' })).toHaveAttribute('href', '/list?category=sweets')
    expect(screen.getByRole('link', { name: /最后 7 天专区.*88 件 · 低至 2 折/ })).toHaveAttribute('href', '/list?sort=remainingDays&maxRemainingDays=7')
    expect(screen.getByRole('link', { name: '临期专区' })).toHaveAttribute('href', '/list?sort=remainingDays&nearExpiry=true')
    expect(requestsTo(api, '/v1/home')).toHaveLength(1)
    expect(requestsTo(api, '/v1/home')[0]).not.toHaveProperty('session')
  })

  it('shows four of a section, and no section without goods', async () => {
    renderHome(
      makeHome({
        sections: [
          { kind: 'discount', title: '', items: makeSummaries(9) },
          { kind: 'newest', title: '', items: [] },
        ],
      }),
    )
    expect(within(await screen.findByRole('list', { name: '折扣最大' })).getAllByRole('listitem')).toHaveLength(4)
    expect(screen.queryByRole('heading', { name: '新上架' })).not.toBeInTheDocument()
  })

  it('has no zone for the last days when nothing is in it', async () => {
    renderHome(makeHome({ lastDays: { withinDays: 7, count: 0, lowestPricePercent: null } }))
    await screen.findByRole('list', { name: '快到期' })
    expect(screen.queryByText('最后 7 天专区')).not.toBeInTheDocument()
  })

  it('says that the shelves are empty', async () => {
    renderHome(makeHome({ sections: [] }))
    expect(await screen.findByRole('heading', { name: '货架正在补货' })).toBeInTheDocument()
  })

  it('says that the network is gone, and tries again', async () => {
    let isOnline = false
    const { user } = renderHome(() => {
      if (!isOnline) throw offline()
      return makeHome()
    })
    expect(await screen.findByRole('heading', { name: '网络断开了' })).toBeInTheDocument()
    isOnline = true
    await user.click(screen.getByRole('button', { name: '重新加载' }))
    expect(await screen.findByRole('list', { name: '快到期' })).toBeInTheDocument()
  })

  it('keeps what it shows when a refresh fails, and says so', async () => {
    let isOnline = true
    const { user } = renderHome(() => {
      if (!isOnline) throw offline()
      return makeHome()
    })
    await screen.findByRole('list', { name: '快到期' })
    isOnline = false
    await user.click(screen.getByRole('button', { name: '刷新' }))
    expect(await screen.findByText('没能刷新，看到的是之前的内容')).toBeInTheDocument()
    expect(screen.getByRole('list', { name: '快到期' })).toBeInTheDocument()
    await waitFor(() => expect(screen.getByRole('button', { name: '刷新' })).toBeEnabled())
  })
})

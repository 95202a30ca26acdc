import type { ReactNode } from 'react'
import { Provider } from 'react-redux'
import { act, render, renderHook, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { connectivityChanged } from '@/features/connectivity/connectivitySlice'
import { LoginGate } from '@/features/gate/LoginGate'
import { textSizeChosen } from '@/features/settings/settingsSlice'
import { Page } from '@/features/shell/Page'
import { PageKeyProvider, usePageKey } from '@/features/shell/PageKeyProvider'
import { toastExpired, toastShown, toastSlice } from '@/features/shell/toastSlice'
import { useRouteParams } from '@/features/shell/useRouteParams'
import { router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop } from '../../support/app/shop'

describe('Page', () => {
  it('has landmarks, a title, and a way past the bars', async () => {
    const { user } = renderInShop(<Page title="搜索">内容</Page>)
    expect(screen.getByRole('main')).toHaveTextContent('内容')
    expect(screen.getByRole('heading', { level: 1, name: '搜索' })).toBeInTheDocument()
    await user.click(screen.getByRole('link', { name: '跳到主要内容' }))
    expect(screen.getByRole('main')).toHaveFocus()
  })

  it('marks its tab, and has no way back on it', () => {
    renderInShop(
      <Page title="分类" tab="categories">
        内容
      </Page>,
    )
    expect(screen.getByRole('navigation', { name: '主导航' })).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '分类' })).toHaveAttribute('aria-current', 'page')
    expect(screen.getByRole('link', { name: '首页' })).not.toHaveAttribute('aria-current')
    expect(screen.queryByRole('button', { name: '返回' })).not.toBeInTheDocument()
  })

  it('draws large text on request', () => {
    const { store, container } = renderInShop(<Page title="设置">内容</Page>)
    expect(container.querySelector('.app.large')).toBeNull()
    act(() => void store.dispatch(textSizeChosen('large')))
    expect(container.querySelector('.app.large')).not.toBeNull()
  })

  it('says when the network is gone, and stops saying it', () => {
    const { store } = renderInShop(<Page title="首页">内容</Page>)
    act(() => void store.dispatch(connectivityChanged(false)))
    expect(screen.getByText('网络断开了，看到的是之前加载的内容')).toBeInTheDocument()
    act(() => void store.dispatch(connectivityChanged(true)))
    expect(screen.queryByText('网络断开了，看到的是之前加载的内容')).not.toBeInTheDocument()
  })

  it('announces a toast', () => {
    const { store } = renderInShop(<Page title="首页">内容</Page>)
    act(() => void store.dispatch(toastShown('已收藏', 'done')))
    expect(screen.getByText('已收藏')).toBeInTheDocument()
  })
})

describe('toast', () => {
  it('is not taken away by the end of an older one', () => {
    const first = toastSlice.reducer(undefined, toastShown('一'))
    const second = toastSlice.reducer(first, toastShown('二'))
    expect(toastSlice.reducer(second, toastExpired(first.message?.id ?? '')).message?.text).toBe('二')
    expect(toastSlice.reducer(second, toastExpired(second.message?.id ?? '')).message).toBeNull()
  })
})

describe('parameters of a page', () => {
  function Params() {
    return <>{JSON.stringify(useRouteParams())}</>
  }

  it('come decoded, and a lone percent sign stays one', () => {
    router.current = { path: '/pages/list/index', params: { q: '%E7%89%9B%E5%A5%B6', brand: '100%' } }
    const { container } = renderInShop(<Params />)
    expect(container).toHaveTextContent('{"q":"牛奶","brand":"100%"}')
  })
})

describe('the page that a gate belongs to', () => {
  const Late = () => <LoginGate require="member" purpose="orders" skeleton={null}>{null}</LoginGate>

  it('is the one that it lies on, also where it appears while another page is in front', async () => {
    router.current = { path: '/mine', params: {} }
    const shop = makeShop({ wechat: null, preloadedState: guestState })
    const page = (content: ReactNode) => (
      <Provider store={shop.store}>
        <Page title="我的" tab="mine">
          {content}
        </Page>
      </Provider>
    )
    const { rerender } = render(page(null))
    // The tab is hidden under the settings now, and the shopper signs out there.
    router.current = { path: '/settings', params: {} }
    rerender(page(<Late />))
    await userEvent.click(screen.getByRole('button', { name: '登录' }))
    expect(await screen.findByRole('dialog', { name: '登录后看你的订单' })).toBeInTheDocument()
  })

  it('is the same under another filter, and another for another product', async () => {
    const keyAt = (path: string, params: Record<string, string>) => {
      router.current = { path, params }
      return renderHook(usePageKey, { wrapper: PageKeyProvider }).result.current
    }
    expect(keyAt('/list?stamp=AB', { sort: 'price', stamp: 'AB' })).toBe('/list')
    expect(keyAt('/product?stamp=AC', { id: 'p1', $taroTimestamp: '1' })).toBe('/product?id=p1')
  })
})

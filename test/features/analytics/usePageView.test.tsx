import { act } from '@testing-library/react'
import { usePageView } from '@/features/analytics/usePageView'
import { trackingChosen } from '@/features/consent/trackingSlice'
import { lifecycle, router } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, settle } from '../../support/app/shop'

function Screen() {
  usePageView()
  return null
}

/** Pages noted when a page at `path` comes to the front. */
async function viewsAt(path: string): Promise<string[]> {
  router.current = { path, params: { id: 'p1', q: '牛奶' } }
  const { store, state } = renderInShop(<Screen />, makeShop({ wechat: null, preloadedState: guestState }))
  store.dispatch(trackingChosen(true))
  await act(async () => {
    lifecycle.emit('show')
    await settle()
  })
  return state().analytics.hits.map(({ page }) => page)
}

it.each([
  ['/product?stamp=AB', 'product'],
  ['/', 'home'],
  ['/addresses/edit', 'addressForm'],
  ['/pages/list/index', 'list'],
  ['/packages/account/favourites/index', 'favourites'],
])('%s is noted as %s, without its parameters', async (path, name) => {
  expect(await viewsAt(path)).toEqual([name])
})

it('an address that is no page of ours is not noted', async () => {
  expect(await viewsAt('/13800138000')).toEqual([])
})

import type { PropsWithChildren, ReactElement } from 'react'
import { Provider } from 'react-redux'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { PageKeyProvider } from '@/features/shell/PageKeyProvider'
import { makeShop } from './shop'

/** Renders over a shop of `makeShop`, on the page of `router`; answers it together with a user. */
export function renderInShop(ui: ReactElement, shop = makeShop({ wechat: null })) {
  const user = userEvent.setup({ delay: null })
  const wrapper = ({ children }: PropsWithChildren) => (
    <Provider store={shop.store}>
      <PageKeyProvider>{children}</PageKeyProvider>
    </Provider>
  )
  const view = render(ui, { wrapper })
  return { ...shop, ...view, user }
}

import { screen } from '@testing-library/react'
import { ProveByUnion } from '@/features/merges/ProveByUnion'
import { texts } from '@/features/merges/texts'
import { answer } from '../../support/account/backend'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop, memberState } from '../../support/app/shop'

function renderOnH5(hasUnionConflict: boolean) {
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  answer(shop.api, { 'GET /v1/me/merges': () => ({ items: [], nextCursor: null, hasUnionConflict }) })
  return renderInShop(<ProveByUnion onProven={() => undefined} />, shop)
}

it('says on H5 where the account that WeChat knows of can be joined', async () => {
  renderOnH5(true)
  expect(await screen.findByRole('heading', { name: texts.wechatTitle })).toBeInTheDocument()
  expect(screen.getByText(texts.inMiniProgram)).toBeInTheDocument()
})

it('says nothing where WeChat knows of none', async () => {
  const { api, container } = renderOnH5(false)
  await Promise.all(api.request.mock.results.map(({ value }: { value: unknown }) => value))
  expect(container).toBeEmptyDOMElement()
})

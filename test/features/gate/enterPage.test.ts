import { enterPage } from '@/features/gate/enterPage'
import { passGate } from '@/features/gate/passGate'
import { guestState, makeShop } from '../../support/app/shop'

const PAGE = '/product?id=p1'

async function makeAsked() {
  const shop = makeShop({ wechat: null, preloadedState: guestState })
  await shop.store.dispatch(passGate({ require: 'member', purpose: 'account', page: PAGE }))
  return shop
}

describe('going on to another page', () => {
  it.each(['/privacy', '/agreement', '/packages/account/privacy/index', '/packages/account/agreement/index?from=gate', PAGE])('keeps the gate for %s', async (page) => {
    const { store, state } = await makeAsked()
    store.dispatch(enterPage(page))
    expect(state().intent.pending).not.toBeNull()
  })

  it.each(['/', '/product?id=p2', '/pages/mine/index'])('ends it for %s', async (page) => {
    const { store, state } = await makeAsked()
    store.dispatch(enterPage(page))
    expect(state().intent.pending).toBeNull()
  })
})

import { screen, waitFor } from '@testing-library/react'
import { errorText } from '@/features/errors/errorText'
import { texts } from '@/features/gate/texts'
import { makeStarted } from '../../support/app/factories'
import { WECHAT_FAULTS } from '../../support/app/faults'
import { Gated } from '../../support/app/Gated'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop } from '../../support/app/shop'

// The mini-program's own file: on H5 there is no such way in.
jest.mock('@/features/gate/SignInStep', () => jest.requireActual<object>('@/features/gate/SignInStep.tsx'))

const add = jest.fn<Promise<unknown>, [payload: unknown, key: string]>()
const tap = () => screen.getByRole('button', { name: '收藏' })

beforeEach(() => {
  add.mockReset().mockResolvedValue(undefined)
})

describe.each(WECHAT_FAULTS)('one tap by WeChat meets %s', (_name, thrown) => {
  test('the sheet says so, the other way in is open, and what was wanted completes with the next tap, once', async () => {
    const shop = makeShop({ preloadedState: guestState, intents: { 'favourites/add': (payload, key) => () => add(payload, key) } })
    shop.api.auth.wechat.mockRejectedValueOnce(thrown).mockResolvedValue(makeStarted())
    const { user, state } = renderInShop(<Gated />, shop)
    await user.click(tap())
    const wanted = state().intent.pending
    await user.click(screen.getByRole('checkbox', { name: texts.consentLabel }))
    await user.click(screen.getByRole('button', { name: texts.wechat }))

    expect(await screen.findByRole('alert')).toHaveTextContent(errorText(thrown.error))
    expect(screen.getByRole('button', { name: texts.bySms })).toBeEnabled()
    expect(screen.getByRole('checkbox', { name: texts.consentLabel })).toBeChecked()
    expect(state().intent.pending).toEqual(wanted)
    await user.click(screen.getByRole('button', { name: texts.wechat }))
    await waitFor(() => expect(add).toHaveBeenCalledTimes(1))
    expect(add).toHaveBeenCalledWith({ productId: 'p1' }, wanted?.id)
  })
})

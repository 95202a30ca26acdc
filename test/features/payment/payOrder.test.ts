import { ordersApi } from '@/features/orders/ordersApi'
import { confirmPayment, payOrder } from '@/features/payment/payOrder'
import { answer } from '../../support/account/backend'
import { offline, problem } from '../../support/app/factories'
import { makeFakeWechat } from '../../support/app/fakePlatform'
import { makeJsapi, makeOrder, NUMBER, paidOrder, requestsOf } from '../../support/app/orders'
import { makeShop, memberState, settle } from '../../support/app/shop'
import { ApiFailure } from '@/api/apiError'
import { askForMessage } from '@/platform/askForMessage'

jest.mock('@/platform/askForMessage', () => ({ askForMessage: jest.fn() }))

const START = `POST /v1/orders/${NUMBER}/payments`
const CHECK = `POST /v1/orders/${NUMBER}/payments/check`

function makeBuyer(wechat: ReturnType<typeof makeFakeWechat> | null = makeFakeWechat()) {
  const shop = makeShop({ wechat, preloadedState: memberState({ capability: 'phoneVerified' }) })
  answer(shop.api, { [START]: () => makeJsapi(), [CHECK]: () => paidOrder() })
  return {
    ...shop,
    pay: () => shop.store.dispatch(payOrder(NUMBER)),
    payment: () => shop.state().payment[NUMBER],
    order: () => ordersApi.endpoints.order.select(NUMBER)(shop.state()).data,
    checks: () => requestsOf(shop.api, CHECK).length,
  }
}

test('what the phone says is not believed: the server is asked until it knows', async () => {
  const { api, pay, payment, order, checks } = makeBuyer()
  let asked = 0
  answer(api, { [START]: () => makeJsapi(), [CHECK]: () => (++asked < 3 ? makeOrder() : paidOrder()) })
  await pay()
  expect(checks()).toBe(3)
  expect(order()?.status).toBe('paid')
  expect(payment()).toBeUndefined()
})

test('when the server does not hear of it, the shopper may ask himself', async () => {
  const { api, store, pay, payment, order } = makeBuyer()
  answer(api, { [START]: () => makeJsapi(), [CHECK]: () => makeOrder() })
  await pay()
  expect(payment()).toEqual({ status: 'unsure' })
  answer(api, { [CHECK]: () => paidOrder() })
  await store.dispatch(confirmPayment(NUMBER))
  expect(order()?.status).toBe('paid')
  expect(payment()).toBeUndefined()
})

test('a network that breaks in between is asked again', async () => {
  const { api, pay, payment, order } = makeBuyer()
  let asked = 0
  answer(api, {
    [START]: () => makeJsapi(),
    [CHECK]: () => {
      if (++asked === 1) throw offline()
      return paidOrder()
    },
  })
  await pay()
  expect(order()?.status).toBe('paid')
  expect(payment()).toBeUndefined()
})

test('turning back is no failure, and the server is asked once', async () => {
  const { api, platform, pay, payment, checks } = makeBuyer()
  answer(api, { [START]: () => makeJsapi(), [CHECK]: () => makeOrder() })
  platform.payer.pay.mockResolvedValue('cancelled')
  await pay()
  expect(payment()).toEqual({ status: 'cancelled' })
  expect(checks()).toBe(1)
})

test('whoever paid and pressed back has paid', async () => {
  const { platform, pay, payment, order } = makeBuyer()
  platform.payer.pay.mockResolvedValue('cancelled')
  await pay()
  expect(order()?.status).toBe('paid')
  expect(payment()).toBeUndefined()
})

test('a failure is kept to be explained', async () => {
  const { api, platform, pay, payment, checks } = makeBuyer()
  platform.payer.pay.mockRejectedValue(new ApiFailure({ kind: 'unsupported', retryable: false }))
  await pay()
  expect(payment()).toEqual({ status: 'failed', error: { kind: 'unsupported', retryable: false } })
  answer(api, { [START]: () => { throw problem('payment_unavailable') } })
  await pay()
  expect(payment()).toMatchObject({ status: 'failed', error: { code: 'payment_unavailable' } })
  expect(checks()).toBe(0)
})

test('a second tap while the first is under way begins nothing', async () => {
  const { api, pay } = makeBuyer()
  await Promise.all([pay(), pay()])
  expect(requestsOf(api, START)).toHaveLength(1)
})

test('whoever turned back may pay at once, while the server is still being asked', async () => {
  const { api, platform, pay, order } = makeBuyer()
  let answerFirst = () => undefined as void
  let asked = 0
  answer(api, {
    [START]: () => makeJsapi(),
    [CHECK]: () => (++asked === 1 ? new Promise((resolve) => (answerFirst = () => resolve(makeOrder()))) : paidOrder()),
  })
  platform.payer.pay.mockResolvedValueOnce('cancelled')
  const first = pay()
  await settle()
  await pay()
  expect(requestsOf(api, START)).toHaveLength(2)
  answerFirst()
  await first
  expect(order()?.status).toBe('paid')
})

test('an order is paid while another one waits for its money', async () => {
  const { api, store, platform, pay } = makeBuyer()
  const other = NUMBER.replace(/.$/, (last) => String((Number(last) + 1) % 10))
  answer(api, { [START]: () => makeJsapi(), [`POST /v1/orders/${other}/payments`]: () => makeJsapi(), [`POST /v1/orders/${other}/payments/check`]: () => ({ ...paidOrder(), number: other }) })
  platform.payer.pay.mockReturnValueOnce(new Promise(() => undefined))
  void pay()
  await settle()
  await store.dispatch(payOrder(other))
  expect(requestsOf(api, `POST /v1/orders/${other}/payments`)).toHaveLength(1)
})

test('an account without a WeChat identity sends a login code along', async () => {
  const { api, pay, order } = makeBuyer()
  answer(api, {
    [START]: ({ body }) => {
      if (!(body as { code?: string }).code) throw problem('payer_unknown')
      return makeJsapi()
    },
    [CHECK]: () => paidOrder(),
  })
  await pay()
  expect(requestsOf(api, START).map(({ body }) => body)).toEqual([{ channel: 'weapp' }, { channel: 'weapp', code: 'code-1' }])
  expect(order()?.status).toBe('paid')
})

test('a browser leaves for the page of WeChat, which leads back to the order', async () => {
  const { api, platform, pay, payment, checks } = makeBuyer(null)
  const started = { channel: 'h5', h5Url: 'https://wx.tenpay.com/x?prepay_id=1', amountCents: 1, payBy: '2026-11-22T04:15:00.000Z' } as const
  answer(api, { [START]: () => started })
  await pay()
  expect(platform.payer.pay).toHaveBeenCalledWith(started, `/order?number=${NUMBER}&paid=1`)
  expect(payment()).toBeUndefined()
  expect(checks()).toBe(0)
})

test('signing out in between ends the asking', async () => {
  const { api, store, clock, pay, payment, checks } = makeBuyer()
  answer(api, { [START]: () => makeJsapi(), [CHECK]: () => makeOrder() })
  const wait = jest.spyOn(clock, 'wait').mockImplementation(() => {
    store.dispatch({ type: 'session/signedOut' })
    return Promise.resolve()
  })
  await pay()
  await settle()
  expect(checks()).toBe(1)
  expect(payment()).toBeUndefined()
  wait.mockRestore()
})

describe('a message when the parcel is on its way', () => {
  const TELL = `PUT /v1/orders/${NUMBER}/shipping-message`
  const ask = jest.mocked(askForMessage)
  const withTemplate = () => ({ ...makeJsapi(), messageTemplateId: 'template-1' })
  beforeEach(() => ask.mockReset())

  test.each([
    ['allowed, the order remembers it', true, 1],
    ['refused, nothing changes', false, 0],
  ])('is asked for once it is paid: %s', async (_what, isAllowed, kept) => {
    ask.mockResolvedValue(isAllowed)
    const { api, pay, order } = makeBuyer()
    answer(api, { [START]: withTemplate, [TELL]: () => null })
    await pay()
    await settle()
    expect(ask.mock.calls).toEqual([['template-1']])
    expect(requestsOf(api, TELL)).toHaveLength(kept)
    expect(order()?.status).toBe('paid')
  })

  test('is asked for before the server has been asked for the money: later WeChat shows no dialog', async () => {
    const { api, pay, checks } = makeBuyer()
    const before: number[] = []
    ask.mockImplementation(() => {
      before.push(checks())
      return Promise.resolve(false)
    })
    answer(api, { [START]: withTemplate })
    await pay()
    expect(before).toEqual([0])
  })

  test.each([
    ['whoever turned back', 'cancelled' as const, withTemplate],
    ['without a template', 'back' as const, makeJsapi],
  ])('is not asked for: %s', async (_what, end, started) => {
    const { api, platform, pay } = makeBuyer()
    platform.payer.pay.mockResolvedValue(end)
    answer(api, { [START]: started })
    await pay()
    await settle()
    expect(ask).not.toHaveBeenCalled()
  })
})

import type { BuyAgain, Order, OrderGroup, OrderInput, OrderPage, OrderPreview, OrderTrace, PreviewInput } from '@contract/orders'
import type { RefundInput } from '@contract/refunds'
import type { PaymentInput, PaymentStarted } from '@contract/payments'
import { orderCountsApi } from './orderCountsApi'

const PAGE_SIZE = 10

const pathOf = (number: string, rest = '') => `/v1/orders/${encodeURIComponent(number)}${rest}`
export const LISTS = { type: 'Orders', id: 'LISTS' } as const
export const PREVIEW = { type: 'Orders', id: 'PREVIEW' } as const

/** A page of the list, and when it was answered, ms by the phone: its `secondsToPay` count from then. */
export interface AnsweredPage extends OrderPage {
  answeredAt: number
}

export const ordersApi = orderCountsApi.injectEndpoints({
  endpoints: (build) => ({
    /** Makes and holds nothing; true for this moment, so that nothing of it is kept. */
    previewOrder: build.query<OrderPreview, PreviewInput>({ query: (body) => ({ method: 'POST', path: '/v1/orders/preview', body }), providesTags: [PREVIEW], keepUnusedDataFor: 0 }),
    createOrder: build.mutation<Order, { input: OrderInput; key: string }>({
      query: ({ input, key }) => ({ method: 'POST', path: '/v1/orders', body: input, idempotencyKey: key }),
      invalidatesTags: (order) => (order ? [LISTS] : []),
    }),
    orderPages: build.infiniteQuery<AnsweredPage, OrderGroup | null, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined },
      query: ({ queryArg, pageParam }) => ({ path: '/v1/orders', query: { status: queryArg ?? undefined, limit: PAGE_SIZE, cursor: pageParam } }),
      // `fulfilledTimeStamp` is one for all pages, and each further page moves it.
      transformResponse: (page: OrderPage) => ({ ...page, answeredAt: Date.now() }),
      providesTags: [LISTS],
    }),
    order: build.query<Order, string>({ query: (number) => ({ path: pathOf(number) }), providesTags: (_order, _error, number) => [{ type: 'Orders', id: number }] }),
    orderTrace: build.query<OrderTrace, string>({ query: (number) => ({ path: pathOf(number, '/trace') }), providesTags: (_trace, _error, number) => [{ type: 'Orders', id: number }] }),
    buyAgain: build.query<BuyAgain, string>({ query: (number) => ({ path: pathOf(number, '/buy-again') }), keepUnusedDataFor: 0 }),
    /** The shopper's own steps. Each answers the order as it is then. */
    cancelOrder: build.mutation<Order, string>({ query: (number) => ({ method: 'POST', path: pathOf(number, '/cancel') }) }),
    receiveOrder: build.mutation<Order, string>({ query: (number) => ({ method: 'POST', path: pathOf(number, '/receipt') }) }),
    refundOrder: build.mutation<Order, { number: string; input: RefundInput }>({ query: ({ number, input }) => ({ method: 'POST', path: pathOf(number, '/refund'), body: input }) }),
    startPayment: build.mutation<PaymentStarted, { number: string; input: PaymentInput }>({
      query: ({ number, input }) => ({ method: 'POST', path: pathOf(number, '/payments'), body: input }),
    }),
    /** WeChat may tell him when it is shipped. */
    tellShipping: build.mutation<void, string>({ query: (number) => ({ method: 'PUT', path: pathOf(number, '/shipping-message') }) }),
    /** Asks WeChat, by way of the server, whether the money has come. */
    checkPayment: build.mutation<Order, string>({ query: (number) => ({ method: 'POST', path: pathOf(number, '/payments/check') }) }),
  }),
})

export const { usePreviewOrderQuery, useOrderPagesInfiniteQuery, useOrderQuery, useOrderTraceQuery } = ordersApi

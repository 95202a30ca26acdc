import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { problemResponses } from '../../plugins/problemResponses'
import { problem } from '../../errors'
import type { OrderDeps } from '../orders/deps'
import { noteRefund } from './refunds'
import { settlePayment } from './settle'

/**
 * `POST /v1/payments/wechat/notify`: WeChat Pay's news, believed for its signature alone. Answered with a success only
 * once it is written; WeChat repeats everything else, and a repetition changes nothing.
 */
export const noticeRoute: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders: deps }) => {
  // The signature is over the bytes that came: parsed and written again they would be others.
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  app.post(
    '/v1/payments/wechat/notify',
    {
      config: { idempotency: false },
      schema: { tags: ['payments'], summary: "WeChat Pay's notices", body: Type.String(), response: { 204: Type.Null(), ...problemResponses } },
    },
    async (request, reply) => {
      if (!deps.payments) throw problem('payment_unavailable')
      const notice = deps.payments.readNotice(request.headers, request.body)
      if (notice.kind === 'payment') await settlePayment(deps, notice.trade)
      if (notice.kind === 'refund') await noteRefund(deps, notice.refundNo, notice.state)
      return reply.code(204).send(null)
    },
  )
}

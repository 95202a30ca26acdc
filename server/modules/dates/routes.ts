import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Id, Strict } from '@contract/common'
import { DatePage, DateQuery, DateReminder, ReminderInput } from '@contract/dates'
import { OrderNumber } from '@contract/orders'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { bringBackLine, finishLine, listOwnDates, remindNoMore, remindOfLine } from './service'

const tags = ['dates']
const params = Type.Object({ number: OrderNumber, batchId: Id }, Strict)
const done = { 204: Type.Null(), ...problemResponses }

/** What a shopper has at home and how long it is good, `/v1/me/dates`. */
export const dateRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireSession)

  app.get(
    '/v1/me/dates',
    {
      schema: {
        tags,
        summary: 'My dates',
        description: 'Lines of delivered orders, without the units that were given back or are on their way. What expires first comes first, then what has expired in the last 30 days.',
        querystring: DateQuery,
        response: { 200: DatePage, ...problemResponses },
      },
    },
    (request) => listOwnDates(app, signedIn(request).userId, request.query),
  )

  app.put(
    '/v1/me/dates/:number/:batchId/finished',
    { schema: { tags, summary: 'Take a line off the list', description: 'Eaten, or thrown away. Again changes nothing.', params, response: done } },
    async (request, reply) => {
      await finishLine(app, signedIn(request).userId, request.params)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/v1/me/dates/:number/:batchId/finished',
    { schema: { tags, summary: 'Put a line back', description: 'Done as well when it is on the list.', params, response: done } },
    async (request, reply) => {
      await bringBackLine(app, signedIn(request).userId, request.params)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/v1/me/dates/:number/:batchId/reminder',
    {
      schema: {
        tags,
        summary: 'Remind me before the date',
        description: 'Once, on the day that is answered. Again changes nothing, but for a message that was granted since.',
        params,
        body: ReminderInput,
        response: { 200: DateReminder, ...problemResponses },
      },
    },
    (request) => remindOfLine(app, signedIn(request).userId, request.params, request.body),
  )

  app.delete(
    '/v1/me/dates/:number/:batchId/reminder',
    { schema: { tags, summary: 'Do not remind me', description: 'Done as well where there is none, and where it has come already.', params, response: done } },
    async (request, reply) => {
      await remindNoMore(app, signedIn(request).userId, request.params)
      return reply.code(204).send(null)
    },
  )
}

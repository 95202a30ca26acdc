import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Id, Strict } from '@contract/common'
import { NoticeList, NoticeQuery } from '@contract/sessions'
import { problem } from '../../errors'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { listNotices, markRead } from './repository'

const tags = ['notices']
const params = Type.Object({ id: Id }, Strict)

/** What the shopper should know of, `/v1/me/notices`. */
export const noticeRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireSession)

  app.get(
    '/v1/me/notices',
    {
      schema: {
        tags,
        summary: 'What I should know of',
        description: 'The latest 20, newest first. The session that a notice tells of does not get it.',
        querystring: NoticeQuery,
        response: { 200: NoticeList, ...problemResponses },
      },
    },
    async (request) => ({ items: await listNotices(app.db, signedIn(request), { unreadOnly: request.query.unread ?? false, now: app.clock.now() }), nextCursor: null }),
  )

  app.put(
    '/v1/me/notices/:id/read',
    { schema: { tags, summary: 'Mark a notice as read', description: 'On all devices.', params, response: { 204: Type.Null(), ...problemResponses } } },
    async (request, reply) => {
      if (!(await markRead(app.db, signedIn(request), request.params.id, app.clock.now()))) throw problem('not_found')
      return reply.code(204).send(null)
    },
  )
}

import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * A JSON body of no bytes is no body. `wx.request` calls everything `application/json` unless told otherwise, a DELETE or
 * PUT without content as well, and Fastify's own parser refuses that. Where a route wants a body, its schema still does.
 */
export const emptyJsonPlugin = fp((app: FastifyInstance) => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else void parse(request, body.toString(), done)
  })
  return Promise.resolve()
}, { name: 'empty-json' })

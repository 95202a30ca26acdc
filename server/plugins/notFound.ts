import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { missingRoute } from './errors'
import { wantsPage } from './web'

/**
 * Answers what no route takes: the H5 page for an address of its router, 405 with `Allow` where the path
 * exists under another method, else 404. Rate-limited: guessing addresses is what scanners do.
 */
export const notFoundPlugin = fp((app: FastifyInstance) => {
  const routes: { method: string; pattern: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const name of Array.isArray(method) ? method : [method]) routes.push({ method: name, pattern: toPattern(url) })
  })
  app.setNotFoundHandler(async (request, reply) => {
    if (app.sendPage && wantsPage(request)) return app.sendPage(reply)
    await app.limitMisses(request)
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = routes.filter((route) => route.method !== 'OPTIONS' && route.pattern.test(path)).map((route) => route.method)
    throw missingRoute([...new Set(allowed)])
  })
  return Promise.resolve()
}, { name: 'notFound' })

/** `/v1/products/:id` as an expression. A wildcard route takes part in no 405: it serves files, for GET alone. */
function toPattern(url: string): RegExp {
  if (url.includes('*')) return /(?!)/
  const source = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+')
  return new RegExp(`^${source.replace(/\/$/, '')}/?$`)
}

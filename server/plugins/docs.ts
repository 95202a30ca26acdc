import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** OpenAPI 3.1 at `/v1/openapi.json`, made from the routes' own schemas. Registered before the routes. */
export const docsPlugin = fp(async (app: FastifyInstance) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Near-expiry shop',
        version: '1',
        description: 'Lists answer `{ items, nextCursor }`; errors are `application/problem+json` (RFC 9457) with a stable `code`. Money is integer cents, days are calendar days in Asia/Shanghai.',
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'The mini-program: the token of the sign-in answer' },
          cookie: { type: 'apiKey', in: 'cookie', name: '__Host-session', description: 'Browsers: set by the sign-in answer' },
        },
      },
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => (typeof json.$id === 'string' ? json.$id : `def-${i}`) },
  })
  app.get('/v1/openapi.json', { schema: { hide: true } }, () => app.swagger())
}, { name: 'docs' })

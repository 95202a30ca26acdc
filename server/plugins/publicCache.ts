import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/**
 * For routes whose answer is the same for everyone: an ETag, a short lease, and 304 when nothing changed.
 * Call it inside the plugin of those routes; it reaches no others.
 */
export function publicCache(app: Pick<FastifyInstance, 'addHook'>, maxAgeSeconds: () => number): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
    // Weak: compression changes the bytes, not the meaning.
    const tag = `W/"${createHash('sha1').update(payload).digest('base64url')}"`
    reply.header('ETag', tag).header('Cache-Control', `public, max-age=${maxAgeSeconds()}`)
    if (!matches(request.headers['if-none-match'], tag)) return payload
    reply.code(304).removeHeader('content-length')
    return null
  })
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  const opaque = (text: string) => text.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((candidate) => opaque(candidate) === opaque(tag))
}

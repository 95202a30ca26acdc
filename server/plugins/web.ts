import { existsSync } from 'node:fs'
import path from 'node:path'
import compress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import { constants } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

const HASHED = /\.[0-9a-f]{8,}\.\w+(\.(br|gz))?$/
const ICON = 'app/favicon.svg'
const YEAR_SECONDS = 31_536_000
const COMPRESS_FROM_BYTES = 1024

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers the H5 app's page: its router shows what the path means. Null where the app was not built. */
    sendPage: ((reply: FastifyReply) => FastifyReply) | null
  }
}

/** Compresses answers, and serves the H5 build from `folder` on `/`: hashed files for ever, the page itself never from a cache. */
export const webPlugin = fp(async (app: FastifyInstance, { folder }: { folder: string }) => {
  await app.register(compress, {
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip'],
    // The default of 11 takes a hundred times as long as 4 and saves a tenth.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  const isBuilt = existsSync(path.join(folder, 'index.html'))
  app.decorate('sendPage', isBuilt ? (reply: FastifyReply) => reply.sendFile('index.html') : null)
  if (!isBuilt) return
  await app.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (response, file) => {
      response.setHeader('Cache-Control', HASHED.test(file) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
    },
  })
  // Browsers ask for it by themselves on pages that name no icon, such as the merchant's.
  app.get('/favicon.ico', { schema: { hide: true } }, (_request, reply) => reply.sendFile(ICON))
}, { name: 'web' })

/** A browser that navigates, and not a script or picture that is missing, nor a call of the API. */
export function wantsPage({ method, headers, url }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? ''
  const isPage = !/^\/(v1|pictures|sandbox|merchant)(\/|$)/.test(path) && !/\.\w+$/.test(path)
  return (method === 'GET' || method === 'HEAD') && isPage && (headers.accept ?? '').includes('text/html')
}

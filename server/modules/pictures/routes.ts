import path from 'node:path'
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { problem } from '../../errors'
import { problemResponses } from '../../plugins/problemResponses'
import { createDiskCache } from './diskCache'
import { BusyError } from './limit'
import { parsePictureFile } from './pictureFile'
import { renderPicture } from './render'
import { createPictureService } from './service'

/** Part of the cache folder's name: raise it when the same key is to look different, and old files are no longer used. */
const RENDERING = 'v1'

const MEDIA_TYPES = { webp: 'image/webp', png: 'image/png' } as const
const RETRY_AFTER_SECONDS = 5

const Params = Type.Object({
  key: Type.String({ description: 'Name of a drawing; with `-t1` to `-t4` after it on a light ground, else see-through', examples: ['chocolate-bar-t2'] }),
  file: Type.String({ description: 'Width and format: 160, 400 or 800; `webp`, or `png` for clients without WebP', examples: ['400.webp'] }),
})

const binary = { schema: Type.String({ format: 'binary' }) }
// `content` is how Fastify and OpenAPI take an answer that is no JSON; the type says what the handler sends.
const image = Type.Unsafe<Buffer>({ description: 'The picture, a square', content: { 'image/webp': binary, 'image/png': binary } })

/** `GET /pictures/{key}/{width}.{format}`: drawn when first asked for, kept in the data folder. Needs no session. */
export const pictureRoutes: FastifyPluginAsyncTypebox = async (app) => {
  let diskFailed = false
  const service = createPictureService({
    disk: createDiskCache(path.join(app.config.dataDir, 'pictures', RENDERING)),
    render: renderPicture,
    onDiskFailure(error) {
      // Once: a full disk is the operator's news, not one line for every picture.
      if (!diskFailed) app.log.warn({ err: error }, 'pictures cannot be kept on disk; they are drawn again when needed')
      diskFailed = true
    },
  })

  app.get('/pictures/:key/:file', { schema: { params: Params, response: { 200: image, ...problemResponses } } }, async (request, reply) => {
    const file = parsePictureFile(request.params.key, request.params.file)
    if (!file) throw problem('not_found')
    const content = await service.picture(file).catch((error: unknown) => {
      throw error instanceof BusyError ? problem('service_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error }) : error
    })
    return reply.type(MEDIA_TYPES[file.format]).header('Cache-Control', 'public, max-age=31536000, immutable').send(content)
  })
}

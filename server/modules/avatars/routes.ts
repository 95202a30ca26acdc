import multipart from '@fastify/multipart'
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AVATAR_MAX_BYTES, AvatarParams } from '@contract/avatars'
import { Me } from '@contract/identity'
import { problem } from '../../errors'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { readMe } from '../identity/accounts'
import { routeLimit } from '../identity/routeLimit'
import { onePicture, readUpload } from '../pictures/upload'
import { createAvatars, type Avatars } from './service'

const tags = ['identity']
const MEDIA_TYPES: Record<string, string> = { webp: 'image/webp', jpg: 'image/jpeg' }
/** Per address and minute: drawing costs more than anything else that a member may ask for. */
export const UPLOADS_PER_MINUTE = 30

const binary = { schema: Type.String({ format: 'binary' }) }
const image = Type.Unsafe<Buffer>({ description: 'The face, a square', content: { 'image/webp': binary, 'image/jpeg': binary } })

/** `PUT /v1/me/avatar`, `DELETE /v1/me/avatar`, and the faces themselves under `/v1/avatars`. */
export const avatarRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const avatars = createAvatars(app)

  app.get(
    '/v1/avatars/:name/:file',
    { schema: { tags, summary: 'A face, by the address in `avatarUrl`', params: AvatarParams, response: { 200: image, ...problemResponses } } },
    async (request, reply) => {
      const { name, file } = request.params
      const content = await avatars.read(name, file)
      if (!content) throw problem('not_found')
      // A new picture has a new name: what is behind this one never changes.
      return reply.type(MEDIA_TYPES[file.split('.')[1] ?? ''] ?? 'application/octet-stream').header('Cache-Control', 'public, max-age=31536000, immutable').send(content)
    },
  )
  await app.register(ownAvatarRoutes, { avatars })
}

const ownAvatarRoutes: FastifyPluginAsyncTypebox<{ avatars: Avatars }> = async (app, { avatars }) => {
  app.addHook('onRequest', app.requireSession)
  // In here alone: no other route takes such a body.
  await app.register(multipart, onePicture(AVATAR_MAX_BYTES))

  app.route({
    // POST is for `wx.uploadFile`, which knows no other method.
    method: ['PUT', 'POST'],
    url: '/v1/me/avatar',
    config: { rateLimit: routeLimit(app, UPLOADS_PER_MINUTE), idempotency: false },
    schema: {
      tags,
      summary: 'Set the face',
      description: 'One file as `multipart/form-data`: JPEG, PNG, WebP or GIF by its content, up to 5 MB and 50 million pixels. It is drawn anew as a square; the picture before is deleted.',
      consumes: ['multipart/form-data'],
      response: { 200: Me, ...problemResponses },
    },
    handler: async (request) => {
      const { userId } = signedIn(request)
      await avatars.replace(userId, await readUpload(request))
      return readMe(app.db, app, userId)
    },
  })

  app.delete(
    '/v1/me/avatar',
    { schema: { tags, summary: 'Remove the face', description: 'Done as well when there is none.', response: { 200: Me, ...problemResponses } } },
    async (request) => {
      const { userId } = signedIn(request)
      await avatars.remove(userId)
      return readMe(app.db, app, userId)
    },
  )
}

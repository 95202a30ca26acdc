import multipart from '@fastify/multipart'
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Id, Strict } from '@contract/common'
import { REFUND_PHOTO_MAX_BYTES } from '@contract/limits'
import { OrderNumber } from '@contract/orders'
import { RefundPhoto } from '@contract/refunds'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { routeLimit } from '../identity/routeLimit'
import { inTurn, onePicture, readUpload } from '../pictures/upload'
import type { OrderDeps } from './deps'
import { canonicalNumber } from './read'
import { addRefundPhoto, expectRefundable, readOwnRefundPhoto, renderRefundPhoto } from './refundPhotos'

const tags = ['orders']
/** Per address and minute. */
export const REFUND_PHOTOS_PER_MINUTE = 30

const photo = Type.Unsafe<Buffer>({ description: 'The photo', content: { 'image/jpeg': { schema: Type.String({ format: 'binary' }) } } })

/** Photos for a refund, `/v1/orders/{number}/refund-photos`: for the shopper whose order it is. */
export const refundPhotoRoutes: FastifyPluginAsyncTypebox<{ orders: OrderDeps }> = async (app, { orders: deps }) => {
  const draw = inTurn()
  app.addHook('onRequest', app.requireSession)
  // In here alone: no other route of orders takes such a body.
  await app.register(multipart, onePicture(REFUND_PHOTO_MAX_BYTES))

  app.post(
    '/v1/orders/:number/refund-photos',
    {
      config: { rateLimit: routeLimit(app, REFUND_PHOTOS_PER_MINUTE), idempotency: false },
      schema: {
        tags,
        summary: 'Add a photo for a refund',
        description:
          'One file as `multipart/form-data`: JPEG, PNG, WebP or GIF by its content, up to 5 MB and 50 million pixels. It is drawn anew as JPEG, at most 1600 pixels long. ' +
          'The request for the refund names it; one that no request names is deleted after a day. `order_state_conflict` where no refund may be asked for.',
        consumes: ['multipart/form-data'],
        params: Type.Object({ number: OrderNumber }, Strict),
        response: { 201: RefundPhoto, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { userId } = signedIn(request)
      const number = canonicalNumber(request.params.number)
      await expectRefundable(deps, userId, number)
      const upload = await readUpload(request)
      const content = await draw(() => renderRefundPhoto(upload))
      return reply.code(201).send(await addRefundPhoto(deps, userId, number, content))
    },
  )

  app.get(
    '/v1/orders/:number/refund-photos/:id',
    {
      schema: {
        tags,
        summary: 'A photo of a refund',
        description: "For the shopper alone whose order it is: the mini-program fetches it with its session, by `downloadFile`.",
        params: Type.Object({ number: OrderNumber, id: Id }, Strict),
        response: { 200: photo, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { number, id } = request.params
      return reply.type('image/jpeg').send(await readOwnRefundPhoto(deps, signedIn(request).userId, canonicalNumber(number), id))
    },
  )
}

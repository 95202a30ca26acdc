import type { FastifyRequest } from 'fastify'
import sharp, { type Sharp } from 'sharp'
import { problem, ProblemError } from '../../errors'
import { imageTypeOf } from './imageType'
import { BusyError, createLimit } from './limit'

/** The largest phone cameras in everyday use; a few kilobytes of PNG can claim a hundred times as many. */
export const MAX_PIXELS = 50_000_000
const TIMEOUT_SECONDS = 10
/** Drawing keeps a core busy for a tenth of a second; a line of uploads must not hold the shop's memory. */
const LIMITS = { running: 1, waiting: 20 }
const BUSY_RETRY_SECONDS = 5

/** For the multipart parser of a route that takes one picture. */
export function onePicture(maxBytes: number) {
  return { limits: { fileSize: maxBytes, files: 1, fields: 4, fieldSize: 1024, headerPairs: 20 } }
}

/** The one file of a multipart body. Throws `unsupported_media_type`, `image_too_large`, `invalid_request`. */
export async function readUpload(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw problem('unsupported_media_type')
  try {
    const part = await request.file()
    if (part) return await part.toBuffer()
  } catch (error) {
    // The parser's own words tell about its inside; whatever else it meets is a body that was cut or made up.
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE'
    throw problem(isTooLarge ? 'image_too_large' : 'invalid_request', { cause: error })
  }
  throw problem('invalid_request', { errors: [{ field: 'body/file', message: 'is missing' }] })
}

/**
 * A picture drawn anew by `draw`, turned upright first. Nothing of the upload's own bytes is left, so neither is a place in
 * its EXIF or a script behind its last pixel. Throws `image_unsupported`, `image_too_large` (too many pixels) or
 * `image_unreadable`.
 */
export async function redraw(upload: Buffer, draw: (image: Sharp) => Sharp): Promise<Buffer> {
  if (imageTypeOf(upload) === null) throw problem('image_unsupported')
  try {
    const image = sharp(upload, { limitInputPixels: false, failOn: 'error', sequentialRead: true, autoOrient: true })
    const { width, height } = await image.metadata()
    if (width * height > MAX_PIXELS) throw problem('image_too_large')
    return await draw(image).timeout({ seconds: TIMEOUT_SECONDS }).toBuffer()
  } catch (error) {
    throw error instanceof ProblemError ? error : problem('image_unreadable', { cause: error })
  }
}

/** One after the other; `service_unavailable` when too many already wait. */
export function inTurn(): <T>(draw: () => Promise<T>) => Promise<T> {
  const limited = createLimit(LIMITS)
  return (draw) =>
    limited(draw).catch((error: unknown) => {
      throw error instanceof BusyError ? problem('service_unavailable', { retryAfterSeconds: BUSY_RETRY_SECONDS, cause: error }) : error
    })
}

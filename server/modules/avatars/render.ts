import sharp from 'sharp'
import { AVATAR_FORMATS, AVATAR_WIDTHS } from '@contract/avatars'
import { problem, ProblemError } from '../../errors'
import { imageTypeOf } from './imageType'

/** The largest phone cameras in everyday use; a few kilobytes of PNG can claim a hundred times as many. */
export const MAX_PIXELS = 50_000_000
const TIMEOUT_SECONDS = 10
const LARGEST = Math.max(...AVATAR_WIDTHS)

export interface AvatarFile {
  /** Side and format, such as `288.webp`. */
  file: string
  content: Buffer
}

/**
 * A shopper's picture as the files that are kept: turned upright, cut to a square around its middle, drawn anew. Nothing
 * of the upload's own bytes is left, so neither is a place in its EXIF or a script behind its last pixel.
 * Throws `image_unsupported`, `image_too_large` (too many pixels) or `image_unreadable`.
 */
export async function renderAvatar(upload: Buffer): Promise<AvatarFile[]> {
  if (imageTypeOf(upload) === null) throw problem('image_unsupported')
  const square = await readSquare(upload)
  const files = AVATAR_WIDTHS.flatMap((width) => AVATAR_FORMATS.map((format) => encode(square, width, format)))
  return Promise.all(files)
}

/** Raw pixels, three bytes each. See-through parts become white: a face has a ground of its own in neither scheme. */
async function readSquare(upload: Buffer): Promise<Buffer> {
  try {
    const image = sharp(upload, { limitInputPixels: false, failOn: 'error', sequentialRead: true, autoOrient: true })
    const { width, height } = await image.metadata()
    if (width * height > MAX_PIXELS) throw problem('image_too_large')
    return await image
      .resize(LARGEST, LARGEST, { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .timeout({ seconds: TIMEOUT_SECONDS })
      .toBuffer()
  } catch (error) {
    throw error instanceof ProblemError ? error : problem('image_unreadable', { cause: error })
  }
}

async function encode(square: Buffer, width: number, format: (typeof AVATAR_FORMATS)[number]): Promise<AvatarFile> {
  const image = sharp(square, { raw: { width: LARGEST, height: LARGEST, channels: 3 } }).resize(width, width)
  const content = format === 'webp' ? await image.webp({ quality: 82, effort: 4 }).toBuffer() : await image.jpeg({ quality: 84, mozjpeg: true }).toBuffer()
  return { file: `${width}.${format}`, content }
}

import sharp from 'sharp'
import { AVATAR_FORMATS, AVATAR_WIDTHS } from '@contract/avatars'
import { redraw } from '../pictures/upload'

const LARGEST = Math.max(...AVATAR_WIDTHS)

export interface AvatarFile {
  /** Side and format, such as `288.webp`. */
  file: string
  content: Buffer
}

/** A shopper's picture as the files that are kept: cut to a square around its middle, drawn anew. Throws what `redraw` throws. */
export async function renderAvatar(upload: Buffer): Promise<AvatarFile[]> {
  // Raw pixels, three bytes each. See-through parts become white: a face has a ground of its own in neither scheme.
  const square = await redraw(upload, (image) => image.resize(LARGEST, LARGEST, { fit: 'cover' }).flatten({ background: '#ffffff' }).toColourspace('srgb').raw())
  const files = AVATAR_WIDTHS.flatMap((width) => AVATAR_FORMATS.map((format) => encode(square, width, format)))
  return Promise.all(files)
}

async function encode(square: Buffer, width: number, format: (typeof AVATAR_FORMATS)[number]): Promise<AvatarFile> {
  const image = sharp(square, { raw: { width: LARGEST, height: LARGEST, channels: 3 } }).resize(width, width)
  const content = format === 'webp' ? await image.webp({ quality: 82, effort: 4 }).toBuffer() : await image.jpeg({ quality: 84, mozjpeg: true }).toBuffer()
  return { file: `${width}.${format}`, content }
}

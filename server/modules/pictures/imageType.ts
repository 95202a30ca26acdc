export type ImageType = 'jpeg' | 'png' | 'webp' | 'gif'

/**
 * What the first bytes say, whatever the name and label of the upload claim. Only these four reach a decoder: SVG can
 * name other files, and each further format is a further parser in front of strangers.
 */
export function imageTypeOf(content: Buffer): ImageType | null {
  const starts = (bytes: string, offset = 0) => content.subarray(offset, offset + bytes.length).equals(Buffer.from(bytes, 'latin1'))
  if (starts('\xff\xd8\xff')) return 'jpeg'
  if (starts('\x89PNG\r\n\x1a\n')) return 'png'
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp'
  return starts('GIF87a') || starts('GIF89a') ? 'gif' : null
}

/** As it is, a picture of this size uploads in a second. */
const SMALL_BYTES = 1024 * 1024
/** What the server reads. A phone may hand over others, such as HEIC, that its own browser can still draw. */
const UNDERSTOOD = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']
const LONGEST_SIDE = 1280
const QUALITY = 0.9

/** A camera's picture, drawn smaller before it is uploaded: shown at a few hundred pixels, five megabytes are a waste. */
export async function shrinkPicture(file: File): Promise<Blob> {
  if (file.size <= SMALL_BYTES && UNDERSTOOD.includes(file.type)) return file
  try {
    const image = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.width * scale)
    canvas.height = Math.round(image.height * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    image.close()
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
    return drawn ?? file
  } catch {
    // Not a picture to this browser: the server says what is wrong with it.
    return file
  }
}

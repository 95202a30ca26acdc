import sharp from 'sharp'
import { type IconSet, pickIcon, toSvg } from './iconSet'

/** Shown at up to 72 points; PNG because a mini-program decodes WebP from the network only. */
const SIZE = 144

/** Of the palette, 1 to 100: more cannot be told from this at 72 points, and these files lie in the main package. */
const QUALITY = 70

/** Drawn larger and scaled down: librsvg leaves the edges of filtered shapes ragged. */
const OVERSAMPLING = 4

/** File name in `src/assets/empty/` → drawing. */
const ILLUSTRATIONS = {
  address: 'round-pushpin',
  calendar: 'calendar',
  cart: 'shopping-cart',
  error: 'crying-cat',
  favourites: 'growing-heart',
  list: 'fork-and-knife-with-plate',
  login: 'red-heart',
  offline: 'satellite-antenna',
  search: 'magnifying-glass-tilted-left',
}

/** Files of `src/assets/empty/` by name. */
export async function illustrations(set: IconSet): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const [file, name] of Object.entries(ILLUSTRATIONS)) {
    const large = await sharp(Buffer.from(toSvg(pickIcon(set, name), SIZE * OVERSAMPLING))).png().toBuffer()
    const png = { palette: true, quality: QUALITY, dither: 0, effort: 10, compressionLevel: 9 }
    files.set(`${file}.png`, await sharp(large).resize(SIZE, SIZE).png(png).toBuffer())
  }
  return files
}

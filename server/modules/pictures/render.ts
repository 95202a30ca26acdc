import sharp, { type Sharp } from 'sharp'
import type { Tint } from '@contract/catalogue'
import { readDrawing } from './drawings'
import type { PictureFile } from './pictureFile'

/** Same values as the tokens t1 to t4 of the light scheme. */
const GROUNDS: Record<Tint, string> = { t1: '#e6f0fb', t2: '#f6e8dd', t3: '#fbf0d4', t4: '#e5f3e4' }

/** Share of the square's side that the drawing takes. */
const DRAWN_SHARE = 0.58
const SVG_SIZE = 32
const SVG_DENSITY = 72
const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 }
/** librsvg leaves the edges of filtered shapes ragged; drawing larger and scaling down smooths them. */
const OVERSAMPLING = 2

const SHADOW = { colour: { r: 74, g: 44, b: 22 }, opacity: 0.2, blur: 0.042, drop: 0.042 }
/** A blurred shadow has no detail: it is made this wide and stretched, which costs a twentieth at 800 pixels. */
const SHADOW_WIDTH = 100

// A picture is small; one thread each and a few at once is faster than all threads on each, and leaves a core to the API.
sharp.concurrency(1)
sharp.cache(false)

/** Draws a picture: the drawing centred, a soft shadow below it, on its ground or on none. */
export async function renderPicture({ drawing, ground, width, format }: PictureFile): Promise<Buffer> {
  const side = Math.round(width * DRAWN_SHARE)
  const food = await rasterise(await readDrawing(drawing), side)
  const shadow = await castShadow(food, width, side)
  const margin = Math.round((width - side) / 2)
  const picture = blank(width).composite([
    { input: shadow, left: 0, top: 0 },
    { input: food, left: margin, top: margin },
  ])
  // Flattening works on the input of a pipeline, not on what is composed in it: hence the raw step between.
  const composed = await picture.raw().toBuffer()
  const image = sharp(composed, { raw: { width, height: width, channels: 4 } })
  return encode(ground ? image.flatten({ background: GROUNDS[ground] }) : image, format)
}

async function rasterise(svg: Buffer, side: number): Promise<Buffer> {
  const density = (SVG_DENSITY * side * OVERSAMPLING) / SVG_SIZE
  return sharp(svg, { density }).resize(side, side).png({ compressionLevel: 0 }).toBuffer()
}

/** The drawing's outline, blurred, lowered a little and tinted, as large as the whole picture. */
async function castShadow(food: Buffer, width: number, side: number): Promise<Buffer> {
  const scale = SHADOW_WIDTH / width
  const small = Math.round(side * scale)
  const left = Math.round((SHADOW_WIDTH - small) / 2)
  const top = left + Math.round(SHADOW_WIDTH * SHADOW.drop)
  const outline = await sharp(food)
    .resize(small, small)
    .extend({ left, right: SHADOW_WIDTH - small - left, top, bottom: SHADOW_WIDTH - small - top, background: CLEAR })
    .extractChannel('alpha')
    .raw()
    .toBuffer()
  const alpha = await sharp(outline, { raw: { width: SHADOW_WIDTH, height: SHADOW_WIDTH, channels: 1 } })
    .blur(SHADOW_WIDTH * SHADOW.blur)
    .linear(SHADOW.opacity, 0)
    .resize(width, width, { kernel: 'cubic' })
    .extractChannel(0)
    .raw()
    .toBuffer()
  return sharp({ create: { width, height: width, channels: 3, background: SHADOW.colour } })
    .joinChannel(alpha, { raw: { width, height: width, channels: 1 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
}

function blank(width: number): Sharp {
  return sharp({ create: { width, height: width, channels: 4, background: CLEAR } })
}

function encode(image: Sharp, format: PictureFile['format']): Promise<Buffer> {
  return format === 'webp'
    ? image.webp({ quality: 82, alphaQuality: 85, effort: 4 }).toBuffer()
    : image.png({ palette: true, colours: 256, effort: 7, compressionLevel: 9 }).toBuffer()
}

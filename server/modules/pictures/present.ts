import type { Picture, Tint } from '@contract/catalogue'
import { isDrawing } from './drawings'
import { PICTURE_WIDTHS } from './pictureFile'

/** Shown for a drawing that the shop does not have: an imported row may name one that was since removed. */
const FALLBACK_DRAWING = 'package'

/**
 * The picture of a drawing for an answer of the API. It has no ground of its own: the client draws the tint behind
 * it, in the light or the dark scheme. `-t1` to `-t4` after the drawing's name gives it a light ground, for places
 * that draw none, such as a share card.
 */
export function pictureOf(drawing: string, tint: Tint, alt: string): Picture {
  const name = isDrawing(drawing) ? drawing : FALLBACK_DRAWING
  return { urlTemplate: `/pictures/${name}/{width}.webp`, widths: [...PICTURE_WIDTHS], alt, tint }
}

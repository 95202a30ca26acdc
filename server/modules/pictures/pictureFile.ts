import type { Tint } from '@contract/catalogue'
import { isDrawing } from './drawings'

export const PICTURE_WIDTHS = [160, 400, 800] as const
export const PICTURE_FORMATS = ['webp', 'png'] as const

export type PictureWidth = (typeof PICTURE_WIDTHS)[number]
export type PictureFormat = (typeof PICTURE_FORMATS)[number]

/** One file that can be asked for. Without a ground the picture is see-through and the client draws the tint behind it. */
export interface PictureFile {
  drawing: string
  ground: Tint | null
  width: PictureWidth
  format: PictureFormat
}

const KEY = /^([a-z0-9-]+?)(?:-(t[1-4]))?$/
const FILE = /^(\d{1,4})\.([a-z]{1,5})$/

/** Reads the two parts of the address, `chocolate-bar-t2` and `400.webp`; null for anything that is never drawn. */
export function parsePictureFile(key: string, file: string): PictureFile | null {
  const [, drawing, ground] = KEY.exec(key) ?? []
  const [, digits, extension] = FILE.exec(file) ?? []
  const width = PICTURE_WIDTHS.find((value) => String(value) === digits)
  const format = PICTURE_FORMATS.find((value) => value === extension)
  if (!drawing || !isDrawing(drawing) || !width || !format) return null
  return { drawing, ground: (ground as Tint | undefined) ?? null, width, format }
}

/** A file name that is the same for the same picture and different for any other. */
export function pictureFileName({ drawing, ground, width, format }: PictureFile): string {
  return `${drawing}${ground ? `-${ground}` : ''}-${width}.${format}`
}

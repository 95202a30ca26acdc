import { nameScore, splitNameOff } from './personName'
import type { RegionEntry, RegionMatcher } from './regionMatch'

/** What could be told from a pasted text; null for what could not. */
export interface ParsedAddress {
  recipient: string | null
  /** 11 digits. */
  phone: string | null
  region: RegionEntry | null
  detail: string | null
}

/** Marks, put in the place of what has been understood, that survive splitting into pieces. */
const NAME = '\u0001'
const PHONE = '\u0002'
const PLACE = '\u0003'

const LABELS: readonly (readonly [RegExp, string])[] = [
  [/(?:收货人|收件人|收货姓名|收件姓名|联系人|姓名|名字|收货方)(?:姓名|名字)?\s*(?:[::]|\s|(?=[\u4e00-\u9fa5A-Za-z]))\s*/g, `\n${NAME}`],
  [/(?:联系电话|联系方式|联系手机|手机号码|电话号码|手机号|手机|电话|号码|tel|phone|mobile)\s*[::]?\s*(?=[+(\d])/gi, '\n'],
  [/(?:邮政编码|邮编)\s*[::]?\s*\d{0,6}/g, '\n'],
  [/(?:所在地区|所在区域|所在省市|省市区|地区)\s*[::]\s*/g, `\n${PLACE}`],
  [/(?:详细地址|收货地址|收件地址|邮寄地址|联系地址|具体地址|街道地址|家庭住址|公司地址|住址|地址|街道)\s*[::]\s*/g, `\n${PLACE}`],
  [/(?:收货地址|收件地址|详细地址|地址)\s+/g, `\n${PLACE}`],
]

/** With country code, spaces or dashes between the digits, and the extension of a number that stands in for another. */
const MOBILE = /(?<!\d)(?:\(?(?:\+|00)?86\)?[-\s]*)?(1[3-9]\d(?:[-\s]?\d){8})(?!\d)(?:\s*(?:转|-)\s*\d{3,6}(?![\d号栋室楼幢座弄]))?/g
const LANDLINE = /(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[-\s]?\d{7,8}(?:-\d{1,6})?(?!\d)|(?<!\d)400[-\s]?\d{3}[-\s]?\d{4}(?!\d)/g
const SEPARATORS = /[\s,;、|。]+/
const POSTCODE = /^\d{6}$/
/** `张三(收)`, `张三 收`. */
const RECEIVES = /\(?(?:亲?收|启)\)?$/

/**
 * Takes a line that somebody has pasted apart: name, number, region and street, in whatever order and with whatever between
 * them. What it is not sure of stays null, so that the shopper fills it in rather than sends a parcel astray.
 */
export function parseAddress(text: string, findRegion: RegionMatcher): ParsedAddress {
  const marked = mark(normalise(text))
  const { phone, rest } = takePhone(marked)
  const { region, pieces } = takeRegion(rest, findRegion)
  const { recipient, places } = takeName(pieces)
  const detail = places.join(' ').replace(/^[-#·.:/]+|[-·.:/]+$/g, '').trim()
  return { recipient, phone, region, detail: detail === '' ? null : detail }
}

/** Full-width signs and digits as plain ones; what is invisible goes; brackets of labels separate. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0001-\u0003]/g, '')
    .replace(/[【】[\]"“”]/g, ' ')
    .replace(/[•・]/g, '·')
}

function mark(text: string): string {
  return LABELS.reduce((marked, [label, sign]) => marked.replace(label, sign), text)
}

function takePhone(text: string): { phone: string | null; rest: string } {
  let phone: string | null = null
  const withoutMobiles = text.replace(MOBILE, (_all, number: string) => {
    phone ??= number.replace(/\D/g, '')
    return `\n${PHONE}\n`
  })
  return { phone, rest: withoutMobiles.replace(LANDLINE, '\n') }
}

/** The region is cut out wherever it stands, also where it is said once more before the street. */
function takeRegion(text: string, findRegion: RegionMatcher): { region: RegionEntry | null; pieces: string[] } {
  const first = findRegion(text)
  if (!first) return { region: null, pieces: split(text) }
  const rest = cut(text, first)
  const again = findRegion(rest)
  return { region: first.entry, pieces: split(again?.entry.code === first.entry.code ? cut(rest, again) : rest) }
}

function cut(text: string, { start, end }: { start: number; end: number }): string {
  return `${text.slice(0, start).replace(/中国$/, '')}\n${PLACE}${text.slice(end)}`
}

function split(text: string): string[] {
  return text.split(SEPARATORS).filter((piece) => piece !== '' && piece !== PLACE && !POSTCODE.test(piece))
}

/** The labelled piece, else the one that looks most like a name, else a name written onto the end of the street. */
function takeName(pieces: readonly string[]): { recipient: string | null; places: string[] } {
  const labelled = pieces.find((piece) => piece.startsWith(NAME) && piece.length > 1)
  if (labelled) return take(pieces, labelled, clean(labelled))
  const scored = pieces.map((piece, i) => ({ piece, score: scoreAt(pieces, piece, i) }))
  const best = scored.reduce((top, one) => (one.score > top.score ? one : top), { piece: '', score: 2 })
  if (best.score > 2) return take(pieces, best.piece, clean(best.piece))
  for (const piece of pieces) {
    const parts = splitNameOff(clean(piece))
    if (parts) return { recipient: parts.name, places: places(pieces.map((one) => (one === piece ? parts.place : one))) }
  }
  return { recipient: null, places: places(pieces) }
}

/** Beside the number, or at either end, is where names stand; what follows a label of the address is none. */
function scoreAt(pieces: readonly string[], piece: string, i: number): number {
  if (piece === PHONE || piece.startsWith(PLACE)) return 0
  const score = nameScore(clean(piece))
  if (score === 0) return 0
  const isBesideNumber = pieces[i - 1] === PHONE || pieces[i + 1] === PHONE
  const isAtEnd = i === 0 || i === pieces.length - 1
  return score + (isBesideNumber ? 2 : 0) + (isAtEnd ? 1 : 0) + (RECEIVES.test(piece) ? 2 : 0)
}

function take(pieces: readonly string[], piece: string, recipient: string): { recipient: string; places: string[] } {
  const at = pieces.indexOf(piece)
  return { recipient, places: places(pieces.filter((_, i) => i !== at)) }
}

function places(pieces: readonly string[]): string[] {
  return pieces.map(clean).filter((piece) => piece !== '' && !/^\(?收\)?$/.test(piece))
}

function clean(piece: string): string {
  const text = piece.replace(/[\u0001-\u0003]/g, '')
  return text.length > 2 ? text.replace(RECEIVES, '') : text
}

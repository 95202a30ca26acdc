import { type IconSet, pickIcon } from './iconSet'
import { FILLED_ICON_NAMES, ICON_NAMES } from './names'

const HEADER = `// Made by \`npx tsx scripts/icons.ts\` from Lucide (ISC licence); edit scripts/icons/names.ts instead.
// Masks, because a mini-program renders no inline SVG: the icon takes the colour of the text around it.
// The picture sits in a custom property, so that its prefixed and its plain property do not carry it twice.
`

const BASE = `.icon {
  display: inline-block;
  flex: none;
  width: 1em;
  height: 1em;
  background-color: currentColor;
  -webkit-mask: var(--icon) center / contain no-repeat;
  mask: var(--icon) center / contain no-repeat;
}
`

/** Thinner than lucide's 2: calmer beside Chinese text of regular weight. */
export const STROKE_WIDTH = 1.75

/** The whole of `src/styles/icons.scss`. */
export function iconStylesheet(set: IconSet): string {
  const rules = ICON_NAMES.map((name) => rule(set, name, name, false))
  const filled = FILLED_ICON_NAMES.map((name) => rule(set, name, `${name}-filled`, true))
  return [HEADER, BASE, [...rules, ...filled].join('\n'), ''].join('\n')
}

/** The whole of `src/styles/iconNames.ts`. */
export function iconNameType(): string {
  const names = [...ICON_NAMES, ...FILLED_ICON_NAMES.map((name) => `${name}-filled`)].sort()
  return [
    '// Made by `npx tsx scripts/icons.ts`; edit scripts/icons/names.ts instead.',
    '',
    '/** Every icon that `icons.scss` can draw, as class `icon icon-<name>`. */',
    'export type IconName =',
    ...names.map((name) => `  | '${name}'`),
    '',
  ].join('\n')
}

function rule(set: IconSet, name: string, className: string, filled: boolean): string {
  return `.icon-${className} { --icon: url("${dataUrl(set, name, filled)}"); }`
}

function dataUrl(set: IconSet, name: string, filled: boolean): string {
  const { body, viewBox } = pickIcon(set, name)
  const group = `<g fill='${filled ? '#000' : 'none'}' stroke='#000' stroke-width='${STROKE_WIDTH}' stroke-linecap='round' stroke-linejoin='round'>`
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='${viewBox}'>${group}${shapes(body)}</g></svg>`
  return `data:image/svg+xml,${svg.replace(/[%#<>]/g, encodeURIComponent)}`
}

/** What is inside lucide's own group, with quotes that may stand inside a CSS string. */
export function shapes(body: string): string {
  return body
    .replace(/^<g[^>]*>|<\/g>$/g, '')
    .replace(/ (?:fill|stroke(?:-\w+)?)="(?:none|currentColor|round|2)"/g, '')
    .replace(/"/g, "'")
}

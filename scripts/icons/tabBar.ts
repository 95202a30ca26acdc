import sharp from 'sharp'
import { type IconSet, pickIcon } from './iconSet'
import { STROKE_WIDTH, shapes } from './stylesheet'

/** The size that WeChat asks for; the system scales it to about 27 points. */
const SIZE = 81
const DRAWN = 60

interface TabIcon {
  icon: string
  /** What is tinted when the tab is chosen, where filling the icon's own open lines would spill over. */
  ground?: string
}

const ICONS: Record<string, TabIcon> = {
  home: { icon: 'house' },
  categories: { icon: 'layout-grid' },
  cart: { icon: 'shopping-cart', ground: 'M5.12 7h16.97l-1.65 7.43A2 2 0 0 1 18.49 16H8.71a2 2 0 0 1-2-1.58z' },
  mine: { icon: 'user-round' },
}

/** Same values as the tokens ink-2 and accent: WeChat's tab bar is native and reads no CSS. */
const STATES = [
  { suffix: '', colour: '#6a625b', on: false },
  { suffix: '-on', colour: '#c93a0a', on: true },
  { suffix: '-dark', colour: '#b3a99f', on: false },
  { suffix: '-dark-on', colour: '#ff8a5c', on: true },
]

/** Files of `src/assets/tab/` by name. The chosen tab is also filled a little: colour alone must not say it. */
export async function tabIcons(set: IconSet): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for (const [tab, icon] of Object.entries(ICONS)) {
    for (const state of STATES) files.set(`${tab}${state.suffix}.png`, await tabIcon(set, icon, state))
  }
  return files
}

function tabIcon(set: IconSet, { icon, ground }: TabIcon, state: { colour: string; on: boolean }): Promise<Buffer> {
  const { body, viewBox } = pickIcon(set, icon)
  const margin = (SIZE - DRAWN) / 2
  const tint = `fill="${state.colour}" fill-opacity="0.18"`
  const paint = state.on && !ground ? tint : 'fill="none"'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">
    <svg x="${margin}" y="${margin}" width="${DRAWN}" height="${DRAWN}" viewBox="${viewBox}">
      ${state.on && ground ? `<path ${tint} d="${ground}"/>` : ''}
      <g ${paint} stroke="${state.colour}" stroke-width="${STROKE_WIDTH}" stroke-linecap="round" stroke-linejoin="round">${shapes(body)}</g>
    </svg></svg>`
  return sharp(Buffer.from(svg)).png({ palette: true, quality: 100, compressionLevel: 9 }).toBuffer()
}

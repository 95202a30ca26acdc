import sharp from 'sharp'

/** A fruit that is a clock: round, a leaf, two hands. Drawn here, so no licence is attached to it. */
export const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <rect width="512" height="512" rx="116" fill="#c93a0a"/>
  <path fill="#ffe7c2" d="M256 176c2-54 40-92 98-92 2 54-38 92-98 92z"/>
  <circle cx="256" cy="290" r="136" fill="#fffaf4"/>
  <path d="M256 208v86l56 38" fill="none" stroke="#c93a0a" stroke-width="30" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`

/** Files of `src/assets/app/` by name. */
export async function appIcons(): Promise<Map<string, Buffer>> {
  const files = new Map([['favicon.svg', Buffer.from(MARK)]])
  for (const size of [192, 512]) {
    files.set(`icon-${size}.png`, await sharp(Buffer.from(MARK)).resize(size, size).png({ palette: true, compressionLevel: 9 }).toBuffer())
  }
  return files
}

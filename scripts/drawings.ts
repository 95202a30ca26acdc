/** Makes data/pictures/*.svg. Run `npx tsx scripts/drawings.ts` after a change in scripts/drawingNames.ts. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DRAWING_NAMES } from './drawingNames'
import { loadIconSet, pickIcon } from './icons/iconSet'

const TARGET = path.resolve(__dirname, '../data/pictures')
const SIZE = 32

function main(): void {
  const set = loadIconSet('@iconify-json/fluent-emoji')
  mkdirSync(TARGET, { recursive: true })
  for (const file of readdirSync(TARGET)) if (file.endsWith('.svg')) rmSync(path.join(TARGET, file))
  let bytes = 0
  for (const name of DRAWING_NAMES) {
    const { body, viewBox } = pickIcon(set, name)
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="${viewBox}">${body}</svg>\n`
    writeFileSync(path.join(TARGET, `${name}.svg`), svg)
    bytes += svg.length
  }
  process.stdout.write(`${DRAWING_NAMES.length} drawings, ${Math.round(bytes / 1024)} KB\n`)
}

main()

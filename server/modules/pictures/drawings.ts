import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const FOLDER = path.resolve(__dirname, '../../../data/pictures')
const EXTENSION = '.svg'

// One directory listing at start, 180 names; the drawings themselves are read when they are first asked for.
const names: ReadonlySet<string> = new Set(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length)),
)

/** Whether a catalogue may name this drawing. Also what keeps a key from the address out of the file system. */
export function isDrawing(name: string): boolean {
  return names.has(name)
}

/** The SVG text of a drawing, 32 × 32. Throws `RangeError` for an unknown name. */
export async function readDrawing(name: string): Promise<Buffer> {
  if (!isDrawing(name)) throw new RangeError(`no such drawing: ${name}`)
  return readFile(path.join(FOLDER, `${name}${EXTENSION}`))
}

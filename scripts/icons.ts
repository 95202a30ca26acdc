/** Makes the committed icon files. Run `npx tsx scripts/icons.ts` after a change in scripts/icons/. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { appIcons } from './icons/appIcon'
import { loadIconSet } from './icons/iconSet'
import { illustrations } from './icons/illustrations'
import { iconNameType, iconStylesheet } from './icons/stylesheet'
import { tabIcons } from './icons/tabBar'

const SRC = path.resolve(__dirname, '../src')

async function main(): Promise<void> {
  const strokes = loadIconSet('@iconify-json/lucide')
  write('styles', new Map([
    ['icons.scss', Buffer.from(iconStylesheet(strokes))],
    ['iconNames.ts', Buffer.from(iconNameType())],
  ]))
  write('assets/tab', await tabIcons(strokes))
  write('assets/app', await appIcons())
  write('assets/empty', await illustrations(loadIconSet('@iconify-json/fluent-emoji')))
}

function write(folder: string, files: Map<string, Buffer>): void {
  const target = path.join(SRC, folder)
  mkdirSync(target, { recursive: true })
  for (const [name, content] of files) {
    writeFileSync(path.join(target, name), content)
    process.stdout.write(`${folder}/${name} ${content.length} B\n`)
  }
}

void main()

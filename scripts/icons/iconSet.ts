import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

interface IconData {
  body: string
  width?: number
  height?: number
}

export interface IconSet {
  icons: Record<string, IconData>
  aliases?: Record<string, { parent: string }>
  width: number
  height: number
}

export interface Icon {
  body: string
  viewBox: string
}

/** Read as a file and not imported: the emoji set is 100 MB, and an import would make the type checker read it too. */
export function loadIconSet(packageName: string): IconSet {
  const path = createRequire(__filename).resolve(`${packageName}/icons.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as IconSet
}

/** An icon by its name or alias. Throws for an unknown one: a missing picture must fail here and not on a phone. */
export function pickIcon(set: IconSet, name: string): Icon {
  const icon = set.icons[name] ?? set.icons[set.aliases?.[name]?.parent ?? '']
  if (!icon) throw new Error(`no such icon: ${name}`)
  return { body: icon.body, viewBox: `0 0 ${icon.width ?? set.width} ${icon.height ?? set.height}` }
}

export function toSvg(icon: Icon, size: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${icon.viewBox}">${icon.body}</svg>`
}

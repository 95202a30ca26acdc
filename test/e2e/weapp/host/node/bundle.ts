import path from 'node:path'
import { buildSync } from 'esbuild'
import { TmplGroup } from 'glass-easel-template-compiler'

let hostScript: string | undefined

/** The browser half of the host with glass-easel, as one script. Built once per test process. */
export function bundleHost(): string {
  hostScript ??= buildSync({
    entryPoints: [path.join(__dirname, '../browser/main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    sourcemap: 'inline',
    define: { 'process.env.NODE_ENV': '"production"' },
    // The package's own "types" entry points to a file that does not exist; its "module" entry is what we want.
    mainFields: ['module', 'main'],
  }).outputFiles[0]?.text
  if (hostScript === undefined) throw new Error('esbuild gave no output for the host')
  return hostScript
}

/** The template of a built-in component: its children and nothing else. */
export function slotTemplate(): string {
  const group = new TmplGroup()
  group.addTmpl('host/slot', '<slot/>')
  const template = group.getTmplGenObjectGroups()
  group.free()
  return template
}

import { createHash } from 'node:crypto'
import { promises as fs } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { bin, ROOT, run, say } from './run'

export type Platform = 'h5' | 'weapp'

/** What a build is made of: a change in any of it makes the build stale. */
const INPUTS = ['src', 'contract', 'domain', 'config', 'babel.config.js', 'package-lock.json', 'project.config.json']
const COMPRESSIBLE = /\.(js|css|html|svg|json|txt)$/
/** Below this a compressed file saves less than its headers cost. */
const MIN_COMPRESS_BYTES = 512

/** Where the mini-program finds the backend; it has no origin to be relative to. */
export const apiBase = () => process.env.TARO_APP_API_BASE ?? process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? 3000}`

/** Builds into `dist/<platform>`; with `ifStale` only when an input changed since the last build. Throws with Taro's own output when it fails. */
export async function build(platform: Platform, { ifStale = false } = {}): Promise<void> {
  const stamp = stampOf(platform)
  const wanted = await inputsHash(platform)
  if (ifStale && (await fs.readFile(stamp, 'utf8').catch(() => '')) === wanted) return
  say(`Building ${platform === 'h5' ? 'H5' : 'the mini-program'} (about half a minute) …`)
  await forgetBuild(platform)
  await fs.rm(path.join(ROOT, 'dist', platform), { recursive: true, force: true })
  const { code, output } = await run(bin('taro'), ['build', '--type', platform], {
    quiet: true,
    env: { NODE_ENV: 'production', TARO_APP_API_BASE: apiBase() },
  })
  // Taro ends with 0 on some failures: the words decide too.
  if (code !== 0 || /✖ (Webpack|Errors)|Module build failed/.test(output)) throw new Error(`The ${platform} build failed:\n${output}`)
  if (platform === 'h5') await compress(path.join(ROOT, 'dist', 'h5'))
  await fs.writeFile(stamp, wanted)
}

/** What stands in `dist/<platform>` is, or is about to be, no longer the production build: the next start makes it anew. */
export function forgetBuild(platform: Platform): Promise<void> {
  return fs.rm(stampOf(platform), { force: true })
}

const stampOf = (platform: Platform) => path.join(ROOT, 'dist', `.${platform}.stamp`)

async function inputsHash(platform: Platform): Promise<string> {
  const hash = createHash('sha256').update(`${process.version} ${platform === 'weapp' ? apiBase() : ''}`)
  for (const input of INPUTS) {
    for (const file of await filesBelow(path.join(ROOT, input))) hash.update(file).update(await fs.readFile(file))
  }
  return hash.digest('hex')
}

async function filesBelow(entry: string): Promise<string[]> {
  const stat = await fs.stat(entry)
  if (stat.isFile()) return [entry]
  const names = (await fs.readdir(entry)).sort()
  return (await Promise.all(names.map((name) => filesBelow(path.join(entry, name))))).flat()
}

/** Done once here, so that the server never compresses a static file while a shopper waits. */
async function compress(folder: string): Promise<void> {
  for (const file of (await filesBelow(folder)).filter((name) => COMPRESSIBLE.test(name))) {
    const content = await fs.readFile(file)
    if (content.length < MIN_COMPRESS_BYTES) continue
    await fs.writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
    await fs.writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
}

if (require.main === module) {
  const [platform, ...flags] = process.argv.slice(2)
  if (platform !== 'h5' && platform !== 'weapp') throw new Error('usage: build h5|weapp [--if-stale]')
  build(platform, { ifStale: flags.includes('--if-stale') })
    .then(() => say(`dist/${platform} is ready`))
    .catch((error: Error) => {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = 1
    })
}

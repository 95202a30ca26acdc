import { execFileSync } from 'node:child_process'
import { run, say } from './run'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of the Chromium to test with: `CHROMIUM`, or the first that the system has; null when there is none. */
export function findChromium(): string | null {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  return NAMES.map((name) => firstLine('which', [name])).find((path) => path !== '') ?? null
}

/**
 * Makes sure that a browser and Chinese fonts are there. Where apt and the right to use it exist it installs them,
 * elsewhere it says what to install. Playwright's own browser download is not used: many networks block it.
 */
export async function ensureBrowser(): Promise<string> {
  const missing = [...(findChromium() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])]
  if (missing.length > 0) await install(missing)
  const chromium = findChromium()
  if (!chromium) throw new Error('The journeys need Chromium: install it, or set CHROMIUM to its path.')
  return chromium
}

async function install(packages: string[]): Promise<void> {
  const canInstall = process.getuid?.() === 0 && firstLine('which', ['apt-get']) !== ''
  if (!canInstall) {
    if (packages.includes('chromium')) throw new Error(`The journeys need Chromium and Chinese fonts. Install: ${packages.join(' ')} (Debian names), or set CHROMIUM.`)
    say('No Chinese font found: screenshots will show boxes. Install fonts-noto-cjk.')
    return
  }
  say(`Installing ${packages.join(' and ')} …`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { quiet: true, env })
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { quiet: true, env })
  if (code !== 0) throw new Error(`Could not install ${packages.join(' and ')}:\n${output}`)
}

const hasChineseFont = () => firstLine('fc-list', [':lang=zh', 'family']) !== ''

function firstLine(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0] ?? ''
  } catch {
    return ''
  }
}

import closeWithGrace from 'close-with-grace'
import { loadConfig } from './config'
import { endWithParent } from './endWithParent'
import { StartupError } from './errors'
import { startShop, type Addresses } from './shop'

/** Longest that open requests and the database get to finish after Ctrl-C or SIGTERM. */
const GRACE_MS = 20_000

async function main(): Promise<void> {
  const closers: (() => Promise<unknown>)[] = []
  const closeAll = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) await close()
  }
  let starting: Promise<unknown> = Promise.resolve()
  const interrupt = new AbortController()
  endWithParent()
  closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ err, signal }) => {
    interrupt.abort()
    if (err) process.stderr.write(`${err.stack ?? String(err)}\n`)
    else say(`${signal ?? 'The end'}: finishing open requests, then stopping the database …`)
    // The step that is under way ends first: a database that is just coming up would be left behind.
    await starting.catch(() => undefined)
    await closeAll()
    if (!err) say('Stopped.')
  })
  try {
    const opening = startShop(loadConfig(), { add: (close) => closers.push(close) }, say, { signal: interrupt.signal })
    starting = opening
    const addresses = await opening
    if (!interrupt.signal.aborted) printAddresses(addresses)
  } catch (error) {
    // Whoever interrupted it closes what there is.
    if (interrupt.signal.aborted) return
    await closeAll().catch(() => undefined)
    process.stderr.write(`\n${error instanceof StartupError ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  }
}

function printAddresses({ shop, wechatSandbox }: Addresses): void {
  const address = shop.replace('//127.0.0.1:', '//localhost:')
  say(
    [
      'The shop is open.',
      `  H5             ${address}/`,
      `  API            ${address}/v1/openapi.json`,
      ...(wechatSandbox ? [`  One-time codes ${address}/dev`, `  Statistics     ${address}/dev/analytics`, `  WeChat stand-in ${wechatSandbox}`] : []),
      '  Mini-program   open the folder dist/weapp in WeChat DevTools (tick "do not verify domains")',
      '  Ctrl-C stops everything, the database included.',
    ].join('\n'),
  )
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

void main()

import { loadConfig } from '../../server/config'
import { startShop } from '../../server/shop'
import type { SqlCount } from './benchShop'

/** The shop as `server/main.ts` starts it, with a counter on its statements that only the parent process can read. */
async function main(): Promise<void> {
  const count: SqlCount = { statements: 0, milliseconds: 0 }
  const closers: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) await close()
    if (process.connected) process.disconnect()
  }
  process.on('message', (message) => {
    if (message === 'stop') return void stop()
    process.send?.({ ...count })
    Object.assign(count, { statements: 0, milliseconds: 0 })
  })
  // The parent is gone: nothing may be left running.
  process.on('disconnect', () => void stop())
  await startShop(loadConfig(), { add: (close) => closers.push(close) }, () => undefined, {
    onQuery: ({ queryDurationMillis }) => {
      count.statements += 1
      count.milliseconds += queryDurationMillis
    },
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})

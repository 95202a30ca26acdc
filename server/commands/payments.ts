import { buildApp } from '../app'
import { systemClock } from '../clock'
import { StartupError } from '../errors'
import { reconcile } from '../modules/payments/reconcile'
import { fail, say, withDatabase } from './withDatabase'

const USAGE = 'usage: npm run payments -- reconcile'

/** `npm run payments -- reconcile`: asks WeChat Pay about everything that is not settled here. Safe at any time, also beside a running shop. */
async function main([command]: string[]): Promise<void> {
  if (command !== 'reconcile') throw new StartupError(USAGE)
  await withDatabase(async (database, config) => {
    if (config.pay.mode !== 'wechat') {
      throw new StartupError(`There is nothing to ask: payments are ${config.pay.mode === 'off' ? 'off' : "the stand-in's, which lives inside the running shop"}. Set the WECHAT_PAY_ variables.`)
    }
    const app = await buildApp({ config, clock: systemClock, database })
    try {
      const { asked, paid, closed, refunds, unknown } = await reconcile(app.buying)
      say(`Attempts to pay asked about: ${asked}. Found paid: ${paid}, closed: ${closed}. Refunds asked about: ${refunds}. No answer: ${unknown}.`)
      if (unknown > 0) throw new StartupError('WeChat did not answer for all: run it again later.')
    } finally {
      await app.close()
    }
  })
}

main(process.argv.slice(2)).catch(fail)

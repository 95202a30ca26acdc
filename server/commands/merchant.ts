import { systemClock } from '../clock'
import { StartupError } from '../errors'
import type { BackOfficeDeps } from '../modules/orders/deps'
import { findOperator, hasOperators } from '../modules/orders/merchant/operators'
import type { Operator } from '../modules/orders/merchant/roles'
import { createVault } from '../security/vault'
import { COMMANDS, USAGE } from './merchantCommands'
import { fail, say, withDatabase } from './withDatabase'

/** Who makes the first operator. */
const FOUNDER: Operator = { name: 'founder', role: 'manager' }

/** `npm run merchant -- …`: what the merchant's people do, under the name that their token stands for. */
async function main([name = '', ...args]: string[]): Promise<void> {
  const command = COMMANDS[name]
  if (!command) throw new StartupError(USAGE)
  await withDatabase(async (db, config) => {
    const deps: BackOfficeDeps = { db, clock: systemClock, vault: createVault(config.dataKey), wechat: { appId: config.wechat.appId } }
    for (const line of await command(deps, await whoIsThere(deps, name), args)) say(line)
  })
}

async function whoIsThere(deps: BackOfficeDeps, command: string): Promise<Operator> {
  const operator = await findOperator(deps, process.env.MERCHANT_TOKEN ?? '')
  if (operator !== null) return operator
  if (command === 'operator' && !(await hasOperators(deps))) return FOUNDER
  throw new StartupError('Say who you are: set MERCHANT_TOKEN to your token. The first operator is made by `npm run merchant -- operator add NAME`.')
}

main(process.argv.slice(2)).catch(fail)

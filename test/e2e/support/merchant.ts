import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Shop } from './shop'

const ROOT = path.resolve(__dirname, '../../..')
const run = promisify(execFile)

/** The merchant's command line over a running shop, in the hands of an operator of its own. */
export type Merchant = (...args: string[]) => Promise<string>

/** Makes an operator (the first one, or with the token of that one) and answers his command line. */
export async function openMerchant(shop: Pick<Shop, 'dataDir'>): Promise<Merchant> {
  const call = async (token: string | undefined, args: string[]) => {
    const env = { ...process.env, NODE_ENV: 'development', DATA_DIR: shop.dataDir, DATABASE_URL: '', MERCHANT_TOKEN: token ?? '' }
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'server/commands/merchant.ts', ...args], { cwd: ROOT, env })
    return stdout.trim()
  }
  founders.set(shop.dataDir, founders.get(shop.dataDir) ?? call(undefined, ['operator', 'add', 'founder']).then(lastLine))
  const token = await founders.get(shop.dataDir)
  return (...args) => call(token, args)
}

/** Packs, ships and delivers a paid order. */
export async function deliver(merchant: Merchant, number: string): Promise<void> {
  await merchant('pack', number)
  await merchant('ship', number, 'SF', 'SF1234567890')
  await merchant('deliver', number)
}

const founders = new Map<string, Promise<string>>()

const lastLine = (text: string) => text.split('\n').at(-1) ?? ''

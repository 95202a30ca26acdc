import { generateKeyPair, randomBytes, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

const generate = promisify(generateKeyPair)

/** Both sides of the signatures, made anew at every start: a stand-in's key is worth nothing the next day. */
export interface PayKeys {
  merchant: { publicKey: KeyObject; privateKey: KeyObject }
  platform: { publicKey: KeyObject; privateKey: KeyObject }
  apiV3Key: Buffer
}

export async function makePayKeys(): Promise<PayKeys> {
  const [merchant, platform] = await Promise.all([generate('rsa', { modulusLength: 2048 }), generate('rsa', { modulusLength: 2048 })])
  return { merchant, platform, apiV3Key: Buffer.from(randomBytes(16).toString('hex')) }
}

import { sql, type Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { problem, ProblemError } from '../../errors'
import { DecryptFailure, isRawDataGenuine, type DecryptContext, type Encrypted } from '../../wechat/decrypt'
import type { IdentityDeps } from './deps'

/** After this many failures the key is gone, whoever is right afterwards. */
export const MAX_DECRYPT_FAILURES = 5

const context = (identityId: string): string => `session_key/${identityId}`

/**
 * Keeps the key that a login code brought. WeChat may give the same key again: then its failures still
 * count, or each fresh login code would buy five more guesses at the padding.
 */
export async function storeSessionKey(trx: Transaction<Database>, deps: IdentityDeps, identityId: string, sessionKey: string): Promise<void> {
  const mark = deps.vault.mark('sessionKey', sessionKey)
  await trx
    .updateTable('identity')
    .set({ session_key: deps.vault.seal(sessionKey, context(identityId)), session_key_mark: mark, decrypt_failures: 0 })
    .where('id', '=', identityId)
    .where((eb) => eb.or([eb('session_key_mark', 'is', null), eb('session_key_mark', '!=', mark)]))
    .execute()
}

/**
 * What the older buttons handed over, read with the key that this identity's last login code brought.
 * `read` is `decrypt` or, where nothing but a number will do, `decryptPhone`.
 */
export async function decryptWithStoredKey<T>(
  deps: IdentityDeps,
  identityId: string | null,
  input: Encrypted,
  read: (input: Encrypted, context: DecryptContext) => T,
): Promise<T> {
  return withStoredKey(deps, identityId, async (sessionKey) => {
    const data = read(input, { sessionKey, appId: deps.wechat.appId, now: deps.clock.now() })
    if (deps.checksMessages && !(await deps.wechat.isMessageGenuine(input.encryptedData))) throw new DecryptFailure()
    return data
  })
}

/** Whether `rawData` is what WeChat signed for this identity. */
export async function checkRawData(deps: IdentityDeps, identityId: string, rawData: string, signature: string): Promise<void> {
  await withStoredKey(deps, identityId, async (sessionKey) => {
    if (!isRawDataGenuine(rawData, signature, sessionKey)) throw new DecryptFailure()
  })
}

/** Every failure of `work` leaves as the same `phone_decrypt_failed`: without a key, with a wrong one, with a forged text. */
async function withStoredKey<T>(deps: IdentityDeps, identityId: string | null, work: (sessionKey: string) => Promise<T>): Promise<T> {
  const attempt = identityId === null ? null : await takeAttempt(deps, identityId)
  if (!identityId || !attempt) throw problem('phone_decrypt_failed')
  try {
    const result = await work(deps.vault.open(attempt.sealed, context(identityId)))
    await giveBackAttempt(deps, identityId, attempt.mark)
    return result
  } catch (error) {
    // WeChat being away says nothing about the text.
    if (error instanceof ProblemError) await giveBackAttempt(deps, identityId, attempt.mark)
    else await dropWornKey(deps, identityId, attempt.mark)
    throw error instanceof DecryptFailure ? problem('phone_decrypt_failed') : error
  }
}

/** Counted as failed before it is tried: a thousand guesses at once still get five. */
async function takeAttempt(deps: IdentityDeps, identityId: string): Promise<{ sealed: string; mark: string } | null> {
  const row = await deps.db
    .updateTable('identity')
    .set({ decrypt_failures: sql<number>`decrypt_failures + 1` })
    .where('id', '=', identityId)
    .where('session_key', 'is not', null)
    .where('decrypt_failures', '<', MAX_DECRYPT_FAILURES)
    .returning(['session_key', 'session_key_mark'])
    .executeTakeFirst()
  return row?.session_key && row.session_key_mark ? { sealed: row.session_key, mark: row.session_key_mark } : null
}

async function giveBackAttempt(deps: IdentityDeps, identityId: string, mark: string): Promise<void> {
  await deps.db
    .updateTable('identity')
    .set({ decrypt_failures: sql<number>`greatest(decrypt_failures - 1, 0)` })
    .where('id', '=', identityId)
    .where('session_key_mark', '=', mark)
    .execute()
}

async function dropWornKey(deps: IdentityDeps, identityId: string, mark: string): Promise<void> {
  await deps.db
    .updateTable('identity')
    .set({ session_key: null })
    .where('id', '=', identityId)
    .where('session_key_mark', '=', mark)
    .where('decrypt_failures', '>=', MAX_DECRYPT_FAILURES)
    .execute()
}

import { createHash, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../clock'
import type { Database } from '../../database/schema'
import { newId } from '../../ids'
import { recordEvent } from './authEvents'
import type { Caller, ClientKind } from './client'
import { noteSignIn } from './newDevice'
import { placeOf } from './place'

const DAY_MS = 86_400_000
/** A session that nobody used for this long is over. */
export const IDLE_LIFE_MS = 14 * DAY_MS
/** However much it is used, after this long the shopper signs in again. */
export const ABSOLUTE_LIFE_MS = 30 * DAY_MS
export const MAX_SESSIONS_PER_USER = 10

const TOKEN_BYTES = 32
/** Also the longest that another instance may still honour a session that was ended here. */
const CACHE_MS = 1_000
const CACHE_SIZE = 10_000
const SEEN_INTERVAL_MS = 60_000

export interface Session {
  id: string
  userId: string
  identityId: string | null
  client: ClientKind
  tokenHash: string
  /** Milliseconds. When the shopper last showed who he is; see `proofs.ts`. */
  provenAt: number
  /** Milliseconds. */
  expiresAt: number
  /** Of a dormant account, without a second proof yet: only routes that say so take it. See `dormancy.ts`. */
  isLimited: boolean
}

/** What a session began by. */
export type SignedInBy = { identityId: string } | { phoneMark: string }

export interface StartedSession {
  token: string
  session: Session
}

/** Opaque tokens, looked up on the server: a session ends the moment its row is gone. Only hashes are stored. */
export class Sessions {
  private readonly cache = new Map<string, { session: Session; until: number }>()
  /** Counts what was ended here. A look-up from before must not put back what ended while it was under way. */
  private endings = 0

  constructor(
    readonly db: Kysely<Database>,
    readonly clock: Clock,
  ) {}

  /**
   * Lock the user's row first: the limit per user is kept by counting. `isSilent`: nobody tapped. The shopper's other
   * sessions learn of it where they should (`newDevice.ts`). `by`: what signed in, an identity or a number. `isLimited`: by
   * the number of a dormant account.
   */
  async start(trx: Transaction<Database>, userId: string, by: SignedInBy, caller: Caller, { isSilent = false, isLimited = false } = {}): Promise<StartedSession> {
    const now = this.clock.now()
    const token = newToken()
    const identityId = 'identityId' in by ? by.identityId : null
    const session = { id: newId(), userId, identityId, client: caller.client, tokenHash: hashToken(token), provenAt: now, expiresAt: now + ABSOLUTE_LIFE_MS, isLimited }
    const { client, device } = caller
    const place = placeOf(caller.ip)
    await trx
      .insertInto('session')
      .values({
        id: session.id,
        token_hash: session.tokenHash,
        user_id: userId,
        identity_id: identityId,
        phone_mark: 'phoneMark' in by ? by.phoneMark : null,
        client,
        device,
        place,
        created_at: new Date(now),
        last_seen_at: new Date(now),
        proven_at: new Date(now),
        expires_at: new Date(session.expiresAt),
        is_limited: isLimited,
      })
      .execute()
    await noteSignIn(trx, { sessionId: session.id, userId, client, device, place, now, idleSince: now - IDLE_LIFE_MS, isSilent, replaces: caller.sessionId })
    const surplus = trx.selectFrom('session').select('id').where('user_id', '=', userId).orderBy('created_at', 'desc').orderBy('id', 'desc').offset(MAX_SESSIONS_PER_USER)
    const dropped = await trx.deleteFrom('session').where('user_id', '=', userId).where('id', 'in', surplus).returning('id').execute()
    for (const { id } of dropped) await recordEvent(this, caller, { kind: 'sessionEnded', result: 'ok', userId, sessionId: id, detail: 'too many' }, trx)
    return { token, session }
  }

  /** The live session of a token, or null. */
  async find(token: string): Promise<Session | null> {
    const tokenHash = hashToken(token)
    const now = this.clock.now()
    const cached = this.cache.get(tokenHash)
    if (cached && now < cached.until && now < cached.session.expiresAt) return cached.session
    const { endings } = this
    const row = await this.read(tokenHash, now)
    if (!row) {
      this.cache.delete(tokenHash)
      return null
    }
    const session: Session = {
      id: row.id,
      userId: row.user_id,
      identityId: row.identity_id,
      client: row.client,
      tokenHash,
      provenAt: row.proven_at.getTime(),
      expiresAt: row.expires_at.getTime(),
      isLimited: row.is_limited,
    }
    if (endings === this.endings) this.remember(session, now)
    if (now - row.last_seen_at.getTime() >= SEEN_INTERVAL_MS) await this.markSeen(session.id, now)
    return session
  }

  /** A new token for the same session; the old one is dead. Its life is not prolonged: this is no new sign-in. */
  async rotate(trx: Transaction<Database>, session: Session): Promise<string> {
    const token = newToken()
    await trx.updateTable('session').set({ token_hash: hashToken(token) }).where('id', '=', session.id).execute()
    this.cache.delete(session.tokenHash)
    return token
  }

  /**
   * Notes that the shopper has shown again who he is. Call `forget` once the transaction is through; another instance may
   * remember otherwise for a second (see `hasFreshProof`).
   */
  async markProven(trx: Transaction<Database>, session: Session): Promise<void> {
    await trx.updateTable('session').set({ proven_at: new Date(this.clock.now()) }).where('id', '=', session.id).execute()
  }

  /** A session that the shopper signs in anew from, and so leaves. */
  async end(session: Session): Promise<void> {
    await this.db.deleteFrom('session').where('id', '=', session.id).execute()
    this.forget([session.tokenHash])
  }

  /** For sessions whose rows are gone: here they end at once, on other instances within a second. */
  forget(tokenHashes: readonly string[]): void {
    this.endings += 1
    for (const tokenHash of tokenHashes) this.cache.delete(tokenHash)
  }

  /** Ends all sessions of a user but one. Call `forgetUser` once the transaction is through. */
  async endAll(trx: Transaction<Database>, userId: string, exceptId: string | null = null): Promise<void> {
    let ended = trx.deleteFrom('session').where('user_id', '=', userId)
    if (exceptId !== null) ended = ended.where('id', '!=', exceptId)
    await ended.execute()
  }

  /** What this instance remembers of a user's sessions is asked for again at the next request. */
  forgetUser(userId: string): void {
    this.endings += 1
    for (const [tokenHash, { session }] of this.cache) if (session.userId === userId) this.cache.delete(tokenHash)
  }

  private read(tokenHash: string, now: number) {
    return this.db
      .selectFrom('session')
      .innerJoin('user_account', 'user_account.id', 'session.user_id')
      .select(['session.id', 'session.user_id', 'session.identity_id', 'session.client', 'session.expires_at', 'session.last_seen_at', 'session.proven_at', 'session.is_limited'])
      .where('session.token_hash', '=', tokenHash)
      .where('session.expires_at', '>', new Date(now))
      .where('session.last_seen_at', '>', new Date(now - IDLE_LIFE_MS))
      .where('user_account.status', '=', 'active')
      .executeTakeFirst()
  }

  private async markSeen(id: string, now: number): Promise<void> {
    const before = new Date(now - SEEN_INTERVAL_MS)
    await this.db.updateTable('session').set({ last_seen_at: new Date(now) }).where('id', '=', id).where('last_seen_at', '<=', before).execute()
  }

  private remember(session: Session, now: number): void {
    // Insertion order is age: the first key is the oldest.
    const oldest = this.cache.size >= CACHE_SIZE ? this.cache.keys().next() : null
    if (oldest && !oldest.done) this.cache.delete(oldest.value)
    this.cache.set(session.tokenHash, { session, until: now + CACHE_MS })
  }
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** Unkeyed and fast on purpose: 256 random bits cannot be guessed back from it. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../clock'
import type { Database } from '../database/schema'
import { problem } from '../errors'
import { newId } from '../ids'
import type { Vault } from '../security/vault'

/** How long a repetition still gets the first answer. */
export const RECORD_LIFE_MS = 24 * 3_600_000
/** Twice the longest request: whoever is still "running" then has died with its process. */
const ABANDONED_MS = 60_000
/** Keys of an outage that this process remembers; beyond, repetitions wait until their records count as abandoned. */
const MAX_ORPHANS = 10_000

export interface Running {
  userId: string
  key: string
  /** Tells this request from one that took the key over. */
  attempt: string
}

export interface Answer {
  status: number
  contentType: string | null
  body: string
}

export type BeginOutcome =
  | { kind: 'begun'; running: Running }
  | { kind: 'mismatch' }
  | { kind: 'inProgress' }
  /** Done, but the answer was lost on its way into the record. */
  | { kind: 'alreadyDone' }
  | { kind: 'done'; answer: Answer }

/**
 * What was answered to which key, in the database: a repetition may reach another instance. A write and the note that
 * it happened are one transaction (`commit`), so that neither a crash nor an outage between write and answer lets a
 * repetition write again.
 */
export class IdempotencyRecords {
  /** Requests of this process that ended without a word in their records, because the database was away. */
  private readonly orphans = new Set<string>()

  constructor(
    private readonly db: Kysely<Database>,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  async begin(userId: string, key: string, fingerprint: string): Promise<BeginOutcome> {
    const running = { userId, key, attempt: newId() }
    const isOrphan = this.orphans.has(context(running))
    if (await this.claim(running, fingerprint, isOrphan)) {
      this.orphans.delete(context(running))
      return { kind: 'begun', running }
    }
    const row = await this.db.selectFrom('idempotency_record').selectAll().where('user_id', '=', userId).where('key', '=', key).executeTakeFirst()
    // Gone between the two statements: its first request failed in a way that may be repeated.
    if (!row) return { kind: 'inProgress' }
    if (row.fingerprint !== fingerprint) return { kind: 'mismatch' }
    if (row.status === null) return { kind: row.is_committed && (isOrphan || this.isAbandoned(row.started_at)) ? 'alreadyDone' : 'inProgress' }
    const body = row.body === null ? '' : this.vault.open(row.body, context(running))
    return { kind: 'done', answer: { status: row.status, contentType: row.content_type, body } }
  }

  /** Inside the transaction of the write. Throws, and so undoes the write, when another request has taken the key over. */
  async commit(trx: Transaction<Database>, running: Running): Promise<void> {
    const result = await trx.updateTable('idempotency_record').set({ is_committed: true }).$call(ownedBy(running)).executeTakeFirst()
    if (result.numUpdatedRows === 0n) throw problem('idempotency_in_progress', { retryAfterSeconds: 1 })
  }

  async finish(running: Running, answer: Answer): Promise<void> {
    // Sealed: the answer repeats an address or a name.
    const body = answer.body === '' ? null : this.vault.seal(answer.body, context(running))
    await this.orOrphan(running, () =>
      this.db.updateTable('idempotency_record').set({ status: answer.status, content_type: answer.contentType, body }).$call(ownedBy(running)).execute(),
    )
  }

  /** Lets the request be repeated, unless it wrote something before it failed. */
  async forget(running: Running): Promise<void> {
    await this.orOrphan(running, async () => {
      const result = await this.db.deleteFrom('idempotency_record').$call(ownedBy(running)).where('is_committed', '=', false).executeTakeFirst()
      if (result.numDeletedRows === 0n) this.orphan(running)
    })
  }

  private async orOrphan(running: Running, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.orphan(running)
      throw error
    }
  }

  private orphan(running: Running): void {
    if (this.orphans.size < MAX_ORPHANS) this.orphans.add(context(running))
  }

  private isAbandoned(startedAt: Date): boolean {
    return startedAt.getTime() < this.clock.now() - ABANDONED_MS
  }

  /** One statement: of any number of repetitions at once exactly one begins. Worn-out records are taken over. */
  private async claim({ userId, key, attempt }: Running, fingerprint: string, isOrphan: boolean): Promise<boolean> {
    const now = this.clock.now()
    const fresh = { fingerprint, status: null, content_type: null, body: null, started_at: new Date(now), attempt, is_committed: false }
    const row = await this.db
      .insertInto('idempotency_record')
      .values({ user_id: userId, key, ...fresh })
      .onConflict((oc) =>
        oc
          .columns(['user_id', 'key'])
          .doUpdateSet(fresh)
          .where((eb) => {
            const nothingWritten = eb.and([eb('idempotency_record.status', 'is', null), eb('idempotency_record.is_committed', '=', false)])
            const isAbandoned = eb('idempotency_record.started_at', '<', new Date(now - ABANDONED_MS))
            const isSame = eb('idempotency_record.fingerprint', '=', fingerprint)
            return eb.or([
              eb('idempotency_record.started_at', '<', new Date(now - RECORD_LIFE_MS)),
              isOrphan ? eb.and([nothingWritten, isSame]) : eb.and([nothingWritten, isAbandoned]),
            ])
          }),
      )
      .returning('key')
      .executeTakeFirst()
    return row !== undefined
  }
}

interface Filtered {
  where(column: 'user_id' | 'key' | 'attempt', operator: '=', value: string): this
}

function ownedBy({ userId, key, attempt }: Running) {
  return <Query extends Filtered>(query: Query): Query => query.where('user_id', '=', userId).where('key', '=', key).where('attempt', '=', attempt)
}

function context({ userId, key }: Pick<Running, 'userId' | 'key'>): string {
  return `idempotency/${userId}/${key}`
}

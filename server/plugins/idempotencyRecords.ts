import type { Kysely } from 'kysely'
import type { Clock } from '../clock'
import type { Database } from '../database/schema'
import type { Vault } from '../security/vault'

/** How long a repetition still gets the first answer. */
export const RECORD_LIFE_MS = 24 * 3_600_000
/** Twice the longest request: whoever is still "running" then has died with its process. */
const ABANDONED_MS = 60_000

export interface Running {
  userId: string
  key: string
}

export interface Answer {
  status: number
  contentType: string | null
  body: string
}

export type BeginOutcome = { kind: 'begun'; running: Running } | { kind: 'mismatch' } | { kind: 'inProgress' } | { kind: 'done'; answer: Answer }

/** What was answered to which key, in the database: a repetition may reach another instance. */
export class IdempotencyRecords {
  constructor(
    private readonly db: Kysely<Database>,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  async begin(userId: string, key: string, fingerprint: string): Promise<BeginOutcome> {
    if (await this.claim(userId, key, fingerprint)) return { kind: 'begun', running: { userId, key } }
    const row = await this.db.selectFrom('idempotency_record').selectAll().where('user_id', '=', userId).where('key', '=', key).executeTakeFirst()
    // Gone between the two statements: its first request failed in a way that may be repeated.
    if (!row) return { kind: 'inProgress' }
    if (row.fingerprint !== fingerprint) return { kind: 'mismatch' }
    if (row.status === null) return { kind: 'inProgress' }
    const body = row.body === null ? '' : this.vault.open(row.body, context({ userId, key }))
    return { kind: 'done', answer: { status: row.status, contentType: row.content_type, body } }
  }

  async finish(running: Running, answer: Answer): Promise<void> {
    // Sealed: the answer repeats an address or a name.
    const body = answer.body === '' ? null : this.vault.seal(answer.body, context(running))
    await this.db
      .updateTable('idempotency_record')
      .set({ status: answer.status, content_type: answer.contentType, body })
      .where('user_id', '=', running.userId)
      .where('key', '=', running.key)
      .execute()
  }

  async forget({ userId, key }: Running): Promise<void> {
    await this.db.deleteFrom('idempotency_record').where('user_id', '=', userId).where('key', '=', key).execute()
  }

  /** One statement: of any number of repetitions at once exactly one begins. Worn-out records are taken over. */
  private async claim(userId: string, key: string, fingerprint: string): Promise<boolean> {
    const now = this.clock.now()
    const fresh = { fingerprint, status: null, content_type: null, body: null, started_at: new Date(now) }
    const row = await this.db
      .insertInto('idempotency_record')
      .values({ user_id: userId, key, ...fresh })
      .onConflict((oc) =>
        oc
          .columns(['user_id', 'key'])
          .doUpdateSet(fresh)
          .where((eb) =>
            eb.or([
              eb('idempotency_record.started_at', '<', new Date(now - RECORD_LIFE_MS)),
              eb.and([eb('idempotency_record.status', 'is', null), eb('idempotency_record.started_at', '<', new Date(now - ABANDONED_MS))]),
            ]),
          ),
      )
      .returning('key')
      .executeTakeFirst()
    return row !== undefined
  }
}

function context({ userId, key }: Running): string {
  return `idempotency/${userId}/${key}`
}

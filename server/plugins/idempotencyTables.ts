import type { Generated } from 'kysely'

export interface IdempotencyRecordTable {
  user_id: string
  key: string
  /** Hash of method, path and body: the same key with anything else is a mistake of the client. */
  fingerprint: string
  /** Null while the first request is still running. */
  status: number | null
  content_type: string | null
  /** Sealed. */
  body: string | null
  started_at: Date
  /** Which request holds the key; another one takes it over when the first has died. Null in rows of older versions. */
  attempt: string | null
  /** Something that the request wrote is in the database, whatever became of its answer. */
  is_committed: Generated<boolean>
}

export interface IdempotencyTables {
  idempotency_record: IdempotencyRecordTable
}

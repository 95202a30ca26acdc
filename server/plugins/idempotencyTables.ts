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
}

export interface IdempotencyTables {
  idempotency_record: IdempotencyRecordTable
}

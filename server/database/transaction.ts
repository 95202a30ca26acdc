import type { Kysely, Transaction } from 'kysely'
import { runStepBeforeCommit } from './beforeCommit'
import type { Database } from './schema'

const ATTEMPTS = 3
/** Serialisation failure and deadlock: what PostgreSQL and the engines of its dialect ask to have repeated. */
const REPEATABLE = new Set(['40001', '40P01'])

/** Thrown inside a transaction when somebody else got there first and the work must look again. */
export class LostRace extends Error {
  constructor() {
    super('lost a race')
    this.name = 'LostRace'
  }
}

/** Runs `work` in a transaction, again from the start when it lost a race. `work` must have no effects outside of it. */
export async function inTransaction<T>(db: Kysely<Database>, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(async (trx) => {
        const result = await work(trx)
        await runStepBeforeCommit(trx)
        return result
      })
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRepeatable(error)) throw error
    }
  }
}

function isRepeatable(error: unknown): boolean {
  return error instanceof LostRace || (error instanceof Error && 'code' in error && REPEATABLE.has(String(error.code)))
}

import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { eraseAccount, type ErasureDeps } from './eraseAccount'

const INTERVAL_MS = 10 * 60_000
const BATCH = 50

interface Position {
  dueAt: Date
  userId: string
}

/**
 * Erases every account whose cool-off is over, one transaction each, and answers how many. Any number of instances may do
 * it at once. One that fails is logged, without a word about whose it is, and tried again with the next round.
 */
export async function eraseDue(deps: ErasureDeps & { log: FastifyBaseLogger }): Promise<number> {
  let erased = 0
  for (let after: Position | null = null; ; ) {
    const batch = await nextDue(deps, after)
    for (const { userId } of batch) {
      try {
        if (await eraseAccount(deps, userId)) erased += 1
      } catch (error) {
        deps.log.error({ err: error }, 'an account could not be erased; it is tried again')
      }
    }
    const last = batch.at(-1)
    if (!last || batch.length < BATCH) return erased
    after = last
  }
}

/** By position, so that one that fails again and again does not keep the others from their turn. */
async function nextDue({ db, clock }: ErasureDeps, after: Position | null): Promise<Position[]> {
  let query = db
    .selectFrom('account_deletion')
    .select(['due_at as dueAt', 'user_id as userId'])
    .where('due_at', '<=', new Date(clock.now()))
    .orderBy('due_at')
    .orderBy('user_id')
    .limit(BATCH)
  if (after) query = query.where((eb) => eb(eb.refTuple('due_at', 'user_id'), '>', eb.tuple(after.dueAt, after.userId)))
  return query.execute()
}

export function startErasing(app: FastifyInstance): void {
  const deps = { db: app.db, clock: app.clock, vault: app.vault, dataDir: app.config.dataDir, log: app.log }
  let isRunning = false
  const timer = setInterval(() => {
    if (isRunning) return
    isRunning = true
    eraseDue(deps)
      .catch((error: unknown) => app.log.warn({ err: error }, 'erasing accounts failed'))
      .finally(() => (isRunning = false))
  }, INTERVAL_MS).unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

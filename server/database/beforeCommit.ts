import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transaction } from 'kysely'
import type { Database } from './schema'

type Step = (trx: Transaction<Database>) => Promise<void>

const steps = new AsyncLocalStorage<Step>()

/** Everything that `next` starts has `step` as the last part of each of its transactions: both happen, or neither. */
export function withStepBeforeCommit(step: Step, next: () => void): void {
  steps.run(step, next)
}

export async function runStepBeforeCommit(trx: Transaction<Database>): Promise<void> {
  await steps.getStore()?.(trx)
}

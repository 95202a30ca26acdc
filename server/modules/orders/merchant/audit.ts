import type { Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { newId } from '../../../ids'
import type { MerchantAction } from './roles'

export interface MerchantEvent {
  /** By name. */
  operator: string
  action: MerchantAction
  orderNumber?: string
  batchId?: string
  /** No personal data. */
  detail?: Record<string, unknown>
}

/** Appends to the record of what the merchant's people did, in the transaction of the deed: neither is there without the other. */
export async function recordMerchantEvent(trx: Transaction<Database>, now: number, event: MerchantEvent): Promise<void> {
  await recordMerchantEvents(trx, now, [event])
}

/** Several at once, a thousand at most. */
export async function recordMerchantEvents(trx: Transaction<Database>, now: number, events: readonly MerchantEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ operator, action, orderNumber, batchId, detail = {} }) => {
    return { id: newId(), at: new Date(now), operator, action, order_number: orderNumber ?? null, batch_id: batchId ?? null, detail: JSON.stringify(detail) }
  })
  await trx.insertInto('merchant_event').values(rows).execute()
}

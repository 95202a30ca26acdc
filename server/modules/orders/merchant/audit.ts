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
export async function recordMerchantEvent(trx: Transaction<Database>, now: number, { operator, action, orderNumber, batchId, detail = {} }: MerchantEvent): Promise<void> {
  await trx
    .insertInto('merchant_event')
    .values({ id: newId(), at: new Date(now), operator, action, order_number: orderNumber ?? null, batch_id: batchId ?? null, detail: JSON.stringify(detail) })
    .execute()
}

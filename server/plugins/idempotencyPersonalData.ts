import type { PersonalDataSection } from '../modules/privacy/section'

/** Answers kept for a day; what they say is in the other parts of an export already. */
export const idempotencyData: PersonalDataSection = {
  tables: ['idempotency_record'],
  erase: async (trx, userId) => void (await trx.deleteFrom('idempotency_record').where('user_id', '=', userId).execute()),
}

import type { PersonalDataSection } from '../privacy/section'

/** News about the account, told once; the events that they tell of are in the export. */
export const noticesData: PersonalDataSection = {
  tables: ['notice'],
  erase: async (trx, userId) => void (await trx.deleteFrom('notice').where('user_id', '=', userId).execute()),
}

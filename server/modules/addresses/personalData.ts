import type { PersonalDataSection } from '../privacy/section'
import { presentAddress } from './present'
import { listAddresses } from './repository'

export const addressesData: PersonalDataSection = {
  tables: ['address'],
  async export(db, { vault }, userId) {
    const rows = await listAddresses(db, userId)
    return { addresses: rows.map((row) => presentAddress(row, vault)) }
  },
  erase: async (trx, userId) => void (await trx.deleteFrom('address').where('user_id', '=', userId).execute()),
}

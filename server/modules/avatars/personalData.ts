import type { PersonalDataSection } from '../privacy/section'

/** The face; its address is in the profile. */
export const avatarData: PersonalDataSection = {
  tables: ['avatar'],
  erase: async (trx, userId) => void (await trx.deleteFrom('avatar').where('user_id', '=', userId).execute()),
}

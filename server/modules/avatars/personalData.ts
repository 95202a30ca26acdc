import type { PersonalDataSection } from '../privacy/section'

/** The shopper's picture. His export names its address with the profile. */
export const avatarData: PersonalDataSection = {
  tables: ['avatar'],
  erase: async (trx, userId) => void (await trx.deleteFrom('avatar').where('user_id', '=', userId).execute()),
}

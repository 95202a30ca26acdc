import type { PersonalDataSection } from '../privacy/section'

/** What was joined and parted; accounts that were joined in are erased along with the one that took them in. */
export const mergesData: PersonalDataSection = {
  tables: ['account_merge'],
  erase: async (trx, userId) =>
    void (await trx.deleteFrom('account_merge').where((eb) => eb.or([eb('survivor_id', '=', userId), eb('other_id', '=', userId)])).execute()),
}

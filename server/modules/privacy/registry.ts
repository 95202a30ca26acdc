import type { ProblemCode } from '@contract/problems'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { idempotencyData } from '../../plugins/idempotencyPersonalData'
import { addressesData } from '../addresses/personalData'
import { avatarData } from '../avatars/personalData'
import { cartData } from '../cart/personalData'
import { couponsData } from '../coupons/personalData'
import { datesData } from '../dates/personalData'
import { favouritesData } from '../favourites/personalData'
import { consentsData, identitiesData, phoneData, profileData, securityEventsData, sessionsData } from '../identity/personalData'
import { mergesData } from '../merges/personalData'
import { noticesData } from '../notices/personalData'
import { ordersData } from '../orders/personalData'
import type { PersonalDataSection } from './section'

/**
 * Everything that the shop keeps about a shopper, in the order in which it is erased: events are found by the number, which
 * goes after them, and what hangs on orders by their owner, whom they lose.
 */
export const PERSONAL_DATA: readonly PersonalDataSection[] = [
  securityEventsData,
  addressesData,
  favouritesData,
  cartData,
  datesData,
  couponsData,
  ordersData,
  avatarData,
  idempotencyData,
  noticesData,
  mergesData,
  sessionsData,
  identitiesData,
  phoneData,
  consentsData,
  profileData,
]

/** The first that keeps these accounts, which are one person's, from being erased; null: nothing does. */
export async function findHindrance(db: Kysely<Database>, userIds: readonly string[]): Promise<ProblemCode | null> {
  for (const id of userIds) {
    for (const section of PERSONAL_DATA) {
      const code = await section.hindrance?.(db, id)
      if (code) return code
    }
  }
  return null
}

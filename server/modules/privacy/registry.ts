import { idempotencyData } from '../../plugins/idempotencyPersonalData'
import { addressesData } from '../addresses/personalData'
import { avatarData } from '../avatars/personalData'
import { favouritesData } from '../favourites/personalData'
import { consentsData, identitiesData, phoneData, profileData, securityEventsData, sessionsData } from '../identity/personalData'
import { mergesData } from '../merges/personalData'
import { noticesData } from '../notices/personalData'
import type { PersonalDataSection } from './section'

/** Everything that the shop keeps about a shopper, in the order in which it is erased: events are found by the number, which goes after them. */
export const PERSONAL_DATA: readonly PersonalDataSection[] = [
  securityEventsData,
  addressesData,
  favouritesData,
  idempotencyData,
  noticesData,
  mergesData,
  sessionsData,
  identitiesData,
  phoneData,
  consentsData,
  avatarData,
  profileData,
]

import { addressMergePart } from '../addresses/merge'
import { avatarMergePart } from '../avatars/merge'
import { cartMergePart } from '../cart/accountMerge'
import { couponMergePart } from '../coupons/merge'
import { alertMergePart } from '../favourites/alertMerge'
import { favouriteMergePart } from '../favourites/merge'
import { deviceMergePart } from '../identity/deviceMerge'
import { identityMergePart } from '../identity/merge'
import { nicknameMergePart } from '../identity/profileMerge'
import { orderMergePart } from '../orders/merge'
import { mergePart, type AnyMergePart } from './part'

/** Everything that belongs to a shopper and comes along when two accounts are joined, in the order in which it moves. */
export const mergeParts: readonly AnyMergePart[] = [
  mergePart(identityMergePart),
  mergePart(nicknameMergePart),
  mergePart(avatarMergePart),
  mergePart(deviceMergePart),
  mergePart(addressMergePart),
  mergePart(favouriteMergePart),
  mergePart(alertMergePart),
  mergePart(cartMergePart),
  mergePart(orderMergePart),
  mergePart(couponMergePart),
]

import { addressMergePart } from '../addresses/merge'
import { cartMergePart } from '../cart/accountMerge'
import { favouriteMergePart } from '../favourites/merge'
import { identityMergePart } from '../identity/merge'
import { orderMergePart } from '../orders/merge'
import { mergePart, type AnyMergePart } from './part'

/** Everything that belongs to a shopper and comes along when two accounts are joined, in the order in which it moves. */
export const mergeParts: readonly AnyMergePart[] = [
  mergePart(identityMergePart),
  mergePart(addressMergePart),
  mergePart(favouriteMergePart),
  mergePart(cartMergePart),
  mergePart(orderMergePart),
]

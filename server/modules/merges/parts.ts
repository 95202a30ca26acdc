import { addressMergePart } from '../addresses/merge'
import { favouriteMergePart } from '../favourites/merge'
import { identityMergePart } from '../identity/merge'
import { orderMergePart } from '../orders/merge'
import { mergePart, type AnyMergePart } from './part'

/** Everything that belongs to a shopper and comes along when two accounts are joined, in the order in which it moves. */
export const mergeParts: readonly AnyMergePart[] = [mergePart(identityMergePart), mergePart(addressMergePart), mergePart(favouriteMergePart), mergePart(orderMergePart)]

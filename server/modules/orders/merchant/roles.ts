import { problem } from '../../../errors'

export type MerchantAction =
  | 'pack'
  | 'ship'
  | 'correctParcel'
  | 'deliver'
  | 'trace'
  | 'cancel'
  | 'callOff'
  | 'approveRefund'
  | 'rejectRefund'
  | 'retryRefund'
  | 'returnRefund'
  | 'adjustBatch'
  | 'importBatch'
  | 'readContact'
  | 'readRefundPhoto'
  | 'createCoupon'
  | 'stopCoupon'
  | 'addOperator'
  | 'removeOperator'
  | 'signIn'
  | 'signOut'

/** Besides what is done, what may be looked at. Orders are seen by all, without saying whose they are. */
export type Permission = MerchantAction | 'viewRefund' | 'viewRecord' | 'viewCoupons'

/** `packer` gets parcels out of the house, `service` talks to shoppers and decides on money, `manager` does everything. */
export const ROLES = ['packer', 'service', 'manager'] as const
export type Role = (typeof ROLES)[number]

/** One of the merchant's people. */
export interface Operator {
  name: string
  role: Role
}

const MAY: Record<Exclude<Role, 'manager'>, readonly Permission[]> = {
  packer: ['signIn', 'signOut', 'readContact', 'pack', 'ship', 'correctParcel', 'trace', 'deliver'],
  service: ['signIn', 'signOut', 'trace', 'cancel', 'callOff', 'viewCoupons', 'viewRefund', 'readRefundPhoto', 'approveRefund', 'rejectRefund', 'retryRefund', 'returnRefund'],
}

export function may({ role }: Operator, permission: Permission): boolean {
  return role === 'manager' || MAY[role].includes(permission)
}

/** Throws `not_permitted`. */
export function demand(operator: Operator, permission: Permission): void {
  if (!may(operator, permission)) throw problem('not_permitted', { detail: `a ${operator.role} may not ${permission}` })
}

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text)
}

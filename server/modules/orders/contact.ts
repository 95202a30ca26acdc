import type { OrderAddress } from '@contract/orders'
import type { Vault } from '../../security/vault'

/** What of an order says who lives where, and what he wrote. Copied: a later change of the address book changes no order. */
export interface OrderContact {
  address: OrderAddress
  remark: string | null
}

const ERASED: OrderContact = {
  address: { recipient: '', phone: '', regionCode: '', province: '', city: '', district: '', detail: '' },
  remark: null,
}

export function sealOrderContact(vault: Vault, orderId: string, contact: OrderContact): string {
  return vault.seal(JSON.stringify(contact), context(orderId))
}

/** Empty where the account was erased since. */
export function openOrderContact(vault: Vault, order: { id: string; contact: string | null }): OrderContact {
  return order.contact === null ? ERASED : (JSON.parse(vault.open(order.contact, context(order.id))) as OrderContact)
}

function context(orderId: string): string {
  return `shop_order/${orderId}`
}

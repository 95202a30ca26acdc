import { maskMobileNumber } from '@domain/phone'

/** Names the row that a sealed number belongs to. */
export function phoneContext(userId: string): string {
  return `phone_binding/${userId}`
}

/** Mainland numbers bare, all others with their country code, so that two countries' numbers never meet. */
export function canonicalPhone({ number, countryCode }: { number: string; countryCode: string }): string {
  return countryCode === '86' ? number : `+${countryCode}${number}`
}

export function maskPhone(phone: string): string {
  return phone.startsWith('+') ? phone.replace(/^(\+\d{2,4})\d+(\d{2})$/, '$1****$2') : maskMobileNumber(phone)
}

const MOBILE = /^1[3-9]\d{9}$/

export function isMobileNumber(text: string): boolean {
  return MOBILE.test(text)
}

/** Spaces, hyphens and a leading +86 / 0086 / 86 are how people paste numbers; what is left is compared. */
export function normaliseMobileNumber(text: string): string {
  return text.replace(/[\s-]/g, '').replace(/^(?:\+?86|0086)(?=1[3-9]\d{9}$)/, '')
}

/** `13800138000` → `138****8000`: enough for the owner to recognise it, useless to anyone else. */
export function maskMobileNumber(phone: string): string {
  return phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')
}

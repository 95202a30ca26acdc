/** The two halves of a price as a price tag shows them: whole yuan, and the cents with two digits. */
export function splitPrice(cents: number): { yuan: string; fraction: string } {
  const fraction = String(cents % 100).padStart(2, '0')
  return { yuan: String(Math.floor(cents / 100)), fraction }
}

/** `2990` → `¥29.90`. */
export function formatPrice(cents: number): string {
  const { yuan, fraction } = splitPrice(cents)
  return `¥${yuan}.${fraction}`
}

/** A share of the list price in the trade's words: 44 → `4.4 折`, 50 → `5 折`; null at 100, where there is no discount to name. */
export function formatDiscount(pricePercent: number): string | null {
  return pricePercent >= 100 ? null : `${pricePercent / 10} 折`
}

import type { Vault } from '../../security/vault'

/** A shopper writes names and numbers into anything. */
export function sealRefundNote(vault: Vault, refundId: string, note: string | undefined): string | null {
  const text = note?.trim() ?? ''
  return text === '' ? null : vault.seal(text, context(refundId))
}

export function openRefundNote(vault: Vault, refund: { id: string; note: string | null }): string | null {
  return refund.note === null ? null : vault.open(refund.note, context(refund.id))
}

function context(refundId: string): string {
  return `refund/${refundId}`
}

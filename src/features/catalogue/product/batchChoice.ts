import type { Batch } from '@contract/catalogue'

/** The batch that is bought without a pick: the sellable one that expires first. The server sends them in that order. */
export function defaultBatch(batches: readonly Batch[]): Batch | undefined {
  return batches.find(isSellable)
}

export function isSellable({ unsellableReason, stock }: Batch): boolean {
  return unsellableReason === null && stock > 0
}

/** Those for sale first, each part first expiring first. */
export function inOrderOfChoice(batches: readonly Batch[]): Batch[] {
  return [...batches.filter(isSellable), ...batches.filter((batch) => !isSellable(batch))]
}

import type { Kysely, Transaction } from 'kysely'
import type { MergePartPreview } from '@contract/merges'
import type { Database } from '../../database/schema'
import type { Vault } from '../../security/vault'

/** The two accounts of a merge. */
export interface MergePair {
  mergeId: string
  survivorId: string
  otherId: string
}

/** What a part works with inside the merge's transaction. Both users are locked. */
export interface MergeContext extends MergePair {
  trx: Transaction<Database>
  vault: Vault
}

/**
 * How the rows of one module come over, and go back. A module with rows of a shopper exports one (`addresses/merge.ts`)
 * and is named in `parts.ts`; that is all.
 */
export interface MergePart<Moved> {
  /** Names the part's record among those of a merge; never renamed. */
  kind: string
  /** What would come over; null for what a shopper would not call his things. Nothing is locked. */
  preview(db: Kysely<Database>, vault: Vault, pair: Omit<MergePair, 'mergeId'>): Promise<MergePartPreview | null>
  /** Moves the rows and answers which: plain data, kept for the undo. */
  join(context: MergeContext): Promise<Moved>
  /**
   * Puts back what `join` moved and is still there, as it is by now: what was changed since keeps the change, what was
   * deleted since stays deleted, what was added since stays with the survivor.
   */
  undo(context: MergeContext, moved: Moved): Promise<void>
}

/** A part whose record is handed through unseen. */
export interface AnyMergePart extends Omit<MergePart<unknown>, 'undo'> {
  undo(context: MergeContext, moved: unknown): Promise<void>
}

/** For the registry: the record that comes back from the database is the one that this very part wrote. */
export function mergePart<Moved>(part: MergePart<Moved>): AnyMergePart {
  return { ...part, undo: (context, moved) => part.undo(context, moved as Moved) }
}

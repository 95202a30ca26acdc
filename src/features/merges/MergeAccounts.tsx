import { JoinedMerge } from './JoinedMerge'
import { MergeFlow } from './MergeFlow'

/** Joining another account into this one; with an id, one that was joined. */
export function MergeAccounts({ id }: { id?: string }) {
  return id ? <JoinedMerge id={id} /> : <MergeFlow />
}

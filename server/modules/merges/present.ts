import type { Merge, MergeList, MergePreview } from '@contract/merges'
import type { Vault } from '../../security/vault'
import type { IdentityDeps } from '../identity/deps'
import { maskPhone, phoneContext } from '../identity/phoneText'
import type { Session } from '../identity/sessions'
import { findConflict } from './conflicts'
import { mergeParts } from './parts'
import { findLastJoined, hasOther, isOpen, missingProofs, undoEnd } from './state'
import type { AccountMerge } from './tables'

export function sealPhone(vault: Vault, mergeId: string, phone: string): string {
  return vault.seal(phone, context(mergeId))
}

export function openPhone(vault: Vault, mergeId: string, sealed: string): string {
  return vault.open(sealed, context(mergeId))
}

/** What leaves the server about a merge. The other account is in it only while both sides are proven. */
export async function presentMerge(deps: IdentityDeps, session: Session, merge: AccountMerge): Promise<Merge> {
  const now = deps.clock.now()
  const isUnfinished = isOpen(merge, now)
  const needs = isUnfinished ? await missingProofs(deps.db, merge, session, now) : []
  const last = merge.status === 'joined' ? await findLastJoined(deps.db, session.userId) : undefined
  const canUndo = last?.id === merge.id && now < undoEnd(merge)
  return {
    id: merge.id,
    by: merge.started_by,
    phone: merge.phone === null ? null : maskPhone(openPhone(deps.vault, merge.id, merge.phone)),
    status: merge.status === 'open' && !isUnfinished ? 'cancelled' : merge.status,
    needs,
    preview: isUnfinished && needs.length === 0 && hasOther(merge) ? await preview(deps, merge) : null,
    joinedAt: merge.joined_at?.toISOString() ?? null,
    undoUntil: canUndo ? new Date(undoEnd(merge)).toISOString() : null,
  }
}

/** The joins of this account, latest first. */
export async function listMerges(deps: IdentityDeps, session: Session): Promise<MergeList> {
  const rows = await deps.db
    .selectFrom('account_merge')
    .selectAll()
    .where('survivor_id', '=', session.userId)
    .where('status', '=', 'joined')
    .orderBy('joined_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const items: Merge[] = []
  for (const row of rows) items.push(await presentMerge(deps, session, row))
  return { items, nextCursor: null, hasUnionConflict: (await findConflict(deps.db, session.userId)) !== null }
}

async function preview(deps: IdentityDeps, { survivor_id, other_id }: AccountMerge & { other_id: string }): Promise<MergePreview> {
  const { db, vault } = deps
  const other = await db
    .selectFrom('user_account')
    .leftJoin('phone_binding', 'phone_binding.user_id', 'user_account.id')
    .select(['nickname', 'created_at', 'phone'])
    .where('user_account.id', '=', other_id)
    .executeTakeFirstOrThrow()
  const identity = await db.selectFrom('identity').select('id').where('user_id', '=', other_id).executeTakeFirst()
  const parts = await Promise.all(mergeParts.map((part) => part.preview(db, vault, { survivorId: survivor_id, otherId: other_id })))
  return {
    nickname: other.nickname,
    createdAt: other.created_at.toISOString(),
    phone: other.phone === null ? null : maskPhone(vault.open(other.phone, phoneContext(other_id))),
    hasWechat: identity !== undefined,
    parts: parts.filter((part) => part !== null),
  }
}

/** Names the row that a sealed number belongs to. */
function context(mergeId: string): string {
  return `account_merge/${mergeId}`
}

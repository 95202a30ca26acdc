import type { MergeStart, MergeStarted } from '@contract/merges'
import { inTransaction } from '../../database/transaction'
import { problem } from '../../errors'
import { newId } from '../../ids'
import { lockUser } from '../identity/accounts'
import { recordEvent } from '../identity/authEvents'
import type { Caller } from '../identity/client'
import type { IdentityDeps } from '../identity/deps'
import type { Session } from '../identity/sessions'
import { sendSmsCode } from '../identity/smsCodes'
import { findConflict } from './conflicts'
import { presentMerge, sealPhone } from './present'
import { findMerge } from './state'
import type { AccountMerge } from './tables'

type Named = Pick<AccountMerge, 'other_id' | 'started_by' | 'phone' | 'sms_code_id'>

/**
 * Starts to join another account into the session's own; what was started before and not joined is over. A number gets a
 * code whether it has an account or not, and nobody looks here: the answer is the same.
 */
export async function startMerge(deps: IdentityDeps, session: Session, start: MergeStart, caller: Caller): Promise<MergeStarted> {
  const id = newId()
  const { userId } = session
  const code = 'phone' in start ? await sendSmsCode(deps, { phone: start.phone, purpose: 'merge', userId }, caller) : null
  const named: Named =
    'phone' in start
      ? { other_id: null, started_by: 'phone', phone: sealPhone(deps.vault, id, start.phone), sms_code_id: code?.requestId ?? null }
      : { other_id: await mustFindConflict(deps, userId), started_by: 'wechat', phone: null, sms_code_id: null }
  await inTransaction(deps.db, async (trx) => {
    if (!(await lockUser(trx, userId))) throw problem('session_expired')
    await trx.updateTable('account_merge').set({ status: 'cancelled' }).where('survivor_id', '=', userId).where('status', '=', 'open').execute()
    await trx
      .insertInto('account_merge')
      .values({
        id,
        survivor_id: userId,
        ...named,
        status: 'open',
        created_at: new Date(deps.clock.now()),
        other_proven_at: null,
        joined_at: null,
        undone_at: null,
        moved: null,
      })
      .execute()
    const phoneMark = 'phone' in start ? deps.vault.mark('phone', start.phone) : null
    await recordEvent(deps, caller, { kind: 'mergeStart', result: 'ok', userId, sessionId: session.id, phoneMark, detail: named.started_by }, trx)
  })
  return { merge: await presentMerge(deps, session, await findMerge(deps.db, userId, id)), code }
}

/** Gives an unfinished merge up. Done as well when it was given up before. */
export async function cancelMerge(deps: IdentityDeps, session: Session, id: string): Promise<void> {
  const merge = await findMerge(deps.db, session.userId, id)
  if (merge.status === 'cancelled') return
  const { numUpdatedRows } = await deps.db.updateTable('account_merge').set({ status: 'cancelled' }).where('id', '=', id).where('status', '=', 'open').executeTakeFirst()
  if (numUpdatedRows === 0n) throw problem('merge_closed')
}

async function mustFindConflict(deps: IdentityDeps, userId: string): Promise<string> {
  const otherId = await findConflict(deps.db, userId)
  if (otherId === null) throw problem('not_found')
  return otherId
}

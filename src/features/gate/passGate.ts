import type { Capability } from '@contract/identity'
import { intentKept, isSameAction } from '@/features/intent/intentSlice'
import { resumeIntent } from '@/features/intent/resumeIntent'
import { oneTapReopened } from '@/features/phone/phoneSlice'
import { ensureSession } from '@/features/session/ensureSession'
import type { AppThunk } from '@/store/extra'
import type { Intent } from '@/store/intents'
import type { Purpose } from './purposes'

export interface GateRequest {
  /** The least that the action needs. */
  require: Capability
  /** What runs behind the gate; without it, signing in is all. */
  intent?: Intent
  /** What the sheet says it is for. */
  purpose: Purpose
}

/**
 * A tap on something that needs an account: runs it at once where the shopper may, else keeps it and lets the sheet of
 * `page` ask. A second tap on the same while the first is under way does nothing.
 */
export function passGate({ require, intent, purpose, page }: GateRequest & { page: string }): AppThunk<Promise<void>> {
  return async (dispatch, getState, { platform, clock }) => {
    const action = intent ?? { type: 'session/enter', payload: null }
    const { pending, outcome } = getState().intent
    if (pending?.page === page && isSameAction(pending.action, action)) return
    if (outcome?.status === 'running' && isSameAction(outcome.action, action)) return
    dispatch(oneTapReopened())
    dispatch(intentKept({ id: platform.newId(), action, capability: require, purpose, page, createdAt: clock.now() }))
    if (await dispatch(resumeIntent())) return
    if (getState().session.status === 'unavailable') void dispatch(ensureSession())
  }
}

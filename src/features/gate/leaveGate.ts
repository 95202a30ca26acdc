import { intentDropped } from '@/features/intent/intentSlice'
import { codeThawed } from '@/features/loginCode/loginCodeSlice'
import { oneTapReopened } from '@/features/phone/phoneSlice'
import type { AppThunk } from '@/store/extra'

/** The calm way out: the guest stays where he was, and nothing asks again until he taps. */
export function leaveGate(): AppThunk<void> {
  return (dispatch) => {
    dispatch(intentDropped())
    dispatch(codeThawed())
    dispatch(oneTapReopened())
  }
}

import { createSlice, nanoid, type PayloadAction } from '@reduxjs/toolkit'
import type { ToastTone } from '@/components/Toast'

export interface ToastMessage {
  id: string
  text: string
  tone: ToastTone
}

export interface ToastState {
  message: ToastMessage | null
}

const initialState: ToastState = { message: null }

/** The one short word at the foot of the screen. A newer one takes the place of an older. */
export const toastSlice = createSlice({
  name: 'toast',
  initialState,
  reducers: {
    toastShown: {
      reducer(state, action: PayloadAction<ToastMessage>) {
        state.message = action.payload
      },
      prepare: (text: string, tone: ToastTone = 'plain') => ({ payload: { id: nanoid(), text, tone } }),
    },
    /** By id: the end of an older word must not take away a newer one. */
    toastExpired(state, action: PayloadAction<string>) {
      if (state.message?.id === action.payload) state.message = null
    },
  },
  selectors: {
    selectToast: (state) => state.message,
  },
})

export const { toastShown, toastExpired } = toastSlice.actions
export const { selectToast } = toastSlice.selectors

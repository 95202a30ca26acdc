import { createSlice, type PayloadAction } from '@reduxjs/toolkit'

/** `large` draws every text at 1.3 times its size, for those whose phone's own setting does not reach us. */
export type TextSize = 'normal' | 'large'

export interface SettingsState {
  textSize: TextSize
}

const initialState: SettingsState = { textSize: 'normal' }

/** Belongs to the phone, not to the shopper: it stays at sign-out. */
export const settingsSlice = createSlice({
  name: 'settings',
  initialState,
  reducers: {
    textSizeChosen(state, action: PayloadAction<TextSize>) {
      state.textSize = action.payload
    },
  },
  selectors: {
    selectTextSize: (state) => state.textSize,
  },
})

export const { textSizeChosen } = settingsSlice.actions
export const { selectTextSize } = settingsSlice.selectors

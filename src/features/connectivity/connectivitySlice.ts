import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { RootState } from '@/store/makeStore'

export interface ConnectivityState {
  isOnline: boolean
}

const initialState: ConnectivityState = { isOnline: true }

const connectivitySlice = createSlice({
  name: 'connectivity',
  initialState,
  reducers: {
    connectivityChanged(state, { payload }: PayloadAction<boolean>) {
      state.isOnline = payload
    },
  },
})

export const { connectivityChanged } = connectivitySlice.actions
export const connectivityReducer = connectivitySlice.reducer

export const selectIsOnline = (state: RootState) => state.connectivity.isOnline

import { createAsyncThunk } from '@reduxjs/toolkit'
import type { ApiError } from '@/api/apiError'
import type { AppExtra } from './extra'
import type { AppDispatch, RootState } from './makeStore'

/** createAsyncThunk with this app's types: `extra` is what makeStore was given, a rejection carries an ApiError. */
export const createAppThunk = createAsyncThunk.withTypes<{
  state: RootState
  dispatch: AppDispatch
  extra: AppExtra
  rejectValue: ApiError
}>()

/** What a plain thunk or a helper needs of the store. */
export interface ThunkApi {
  dispatch: AppDispatch
  getState: () => RootState
  extra: AppExtra
}

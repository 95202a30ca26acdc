import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { Me } from '@contract/identity'
import { isSessionReset, isSessionUser } from '@/features/session/sessionActions'
import type { RootState } from '@/store/makeStore'

/** Who is signed in. Comes with every session, so it needs no request and no loading state of its own. */
export interface UserState {
  me: Me | null
}

export const initialUser: UserState = { me: null }

const userSlice = createSlice({
  name: 'user',
  initialState: initialUser,
  reducers: {
    /** The server answered a change of the profile or of the phone. */
    userChanged(state, { payload }: PayloadAction<Me>) {
      state.me = payload
    },
  },
  extraReducers: (builder) =>
    builder
      .addMatcher(isSessionUser, (state, { payload }) => {
        state.me = payload.user
      })
      .addMatcher(isSessionReset, () => initialUser),
})

export const { userChanged } = userSlice.actions
export const userReducer = userSlice.reducer

export const selectMe = (state: RootState) => state.user.me

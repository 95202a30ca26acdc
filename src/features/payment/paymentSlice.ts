import { createSlice, type PayloadAction } from '@reduxjs/toolkit'
import type { ApiError } from '@/api/apiError'
import { isSessionReset } from '@/features/session/sessionActions'
import type { RootState } from '@/store/makeStore'

/**
 * How paying an order goes. `asking`: the shopper is back, and the server is asked for the money. `unsure`: it has not
 * heard of it yet. What was paid stands in the order alone.
 */
export type Payment =
  | { status: 'starting' | 'paying' | 'asking' | 'unsure' | 'cancelled' }
  | { status: 'failed'; error: ApiError }

/** By order number; nothing for one that nobody is paying. */
export type PaymentState = Partial<Record<string, Payment>>

export const initialPayments: PaymentState = {}

const paymentSlice = createSlice({
  name: 'payment',
  initialState: initialPayments,
  reducers: {
    paymentMoved(state, { payload: { number, payment } }: PayloadAction<{ number: string; payment: Payment | null }>) {
      if (payment) state[number] = payment
      else delete state[number]
    },
  },
  extraReducers: (builder) => builder.addMatcher(isSessionReset, () => initialPayments),
})

export const { paymentMoved } = paymentSlice.actions
export const paymentReducer = paymentSlice.reducer

export const selectPayment = (state: RootState, number: string): Payment | undefined => state.payment[number]

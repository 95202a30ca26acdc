import { createAction, isAnyOf } from '@reduxjs/toolkit'
import type { Me, PhoneProblem } from '@contract/identity'

/** A new sign-in succeeded: what belongs to the shopper before has to be gone before his own is stored. */
export const sessionCleared = createAction('session/cleared')
/** The session of a sign-in. `token` is null on H5. */
export const sessionStarted = createAction<{ token: string | null; user: Me; phoneProblem: PhoneProblem | null }>('session/started')
/** What is loaded after a sign-in has come, or failed: now the intent may run. */
export const sessionLoaded = createAction('session/loaded')
/** The server confirmed a session kept from before. */
export const sessionConfirmed = createAction<{ user: Me }>('session/confirmed')
/** The same shopper got a new token: nothing of his has to go. */
export const sessionRenewed = createAction<{ token: string | null; user: Me }>('session/renewed')
/**
 * The server knows no session any more, and none could be had silently. `elsewhere`: its shopper ended it from another
 * device, so that nothing signs in here again but a tap.
 */
export const sessionEnded = createAction<'elsewhere' | undefined>('session/ended')
/** The shopper signed out on purpose: nothing signs him in again but himself. */
export const signedOut = createAction('session/signedOut')
/** The server has heard of the sign-out of this session. */
export const signOutTold = createAction<{ token: string | null }>('session/signOutTold')
/** A session began or ended in another tab of the browser, and with it the cookie that both share. */
export const sessionMovedElsewhere = createAction('session/movedElsewhere')

/** Every slice that holds a shopper's own data goes back to its initial state on these. */
export const isSessionReset = isAnyOf(sessionCleared, sessionEnded, signedOut)
/** Every action that carries the shopper as the server sees him now. */
export const isSessionUser = isAnyOf(sessionStarted, sessionConfirmed, sessionRenewed)

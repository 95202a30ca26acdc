import { createAction } from '@reduxjs/toolkit'

/** The app came to the front: launch, or back from the background. */
export const appShown = createAction('app/shown')

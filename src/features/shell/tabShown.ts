import { createAction } from '@reduxjs/toolkit'

/** A tab page came into sight (mini-program): WeChat lets its tabs be marked only then. */
export const tabShown = createAction('shell/tabShown')

import { createAction } from '@reduxjs/toolkit'
import type { PageName } from '@/features/shell/routes'

/** A page came to the front: opened, or come back to. */
export const pageViewed = createAction<PageName>('analytics/pageViewed')

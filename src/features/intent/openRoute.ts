import { open } from '@/features/shell/navigation'
import { PAGES } from '@/features/shell/pages'
import type { Route } from '@/features/shell/routes'
import type { AppThunk } from '@/store/extra'

/** The place behind the gate. It comes from storage, where an older app may have left a page that is gone. */
export function openRoute(route: Route): AppThunk<Promise<void>> {
  return async () => {
    if (route.page in PAGES) await open(route)
  }
}

import { hrefOf } from './navigation'
import type { Route } from './routes'

/**
 * Writes what the page shows into its address, so that it can be copied, reloaded and come back to. Past Taro's router on
 * purpose: for that, another query would be another page.
 */
export function syncAddress(route: Route): void {
  window.history.replaceState(window.history.state, '', hrefOf(route))
}

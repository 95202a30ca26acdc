import type { Route } from './routes'

/** The mini-program shows no address; what is shared is made when it is shared. */
export function syncAddress(_route: Route): void {}

/**
 * Joins calls that come while one is under way: they share its promise. Promises do not belong into Redux state, so they
 * live here, per owner (the store's `extra`), which keeps two stores of a test apart. `key`: calls for different things,
 * such as two orders, do not join.
 */
export function singleFlight<T>(): (owner: object, run: () => Promise<T>, key?: string) => Promise<T> {
  const flightsOf = new WeakMap<object, Map<string, Promise<T>>>()
  return (owner, run, key = '') => {
    const flights = flightsOf.get(owner) ?? new Map<string, Promise<T>>()
    flightsOf.set(owner, flights)
    const underWay = flights.get(key)
    if (underWay) return underWay
    const flight = run().finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }
}

/**
 * Joins calls that come while one is under way: they share its promise. Promises do not belong into Redux state, so they
 * live here, per owner (the store's `extra`), which keeps two stores of a test apart.
 */
export function singleFlight<T>(): (owner: object, run: () => Promise<T>) => Promise<T> {
  const flights = new WeakMap<object, Promise<T>>()
  return (owner, run) => {
    const underWay = flights.get(owner)
    if (underWay) return underWay
    const flight = run().finally(() => flights.delete(owner))
    flights.set(owner, flight)
    return flight
  }
}

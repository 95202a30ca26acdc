/**
 * A random version 4 UUID, for idempotency keys and intents. Math.random suffices: the ids only have to differ among the
 * writes of one shopper, and the mini-program offers secure randomness only through a callback.
 */
export function newId(random: () => number = Math.random): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const nibble = Math.floor(random() * 16)
    return (place === 'x' ? nibble : 8 + (nibble % 4)).toString(16)
  })
}

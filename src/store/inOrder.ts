/** Runs tasks one after the other, per owner (the store's `extra`), each when the one before has settled. */
export function inOrder(): <T>(owner: object, task: () => Promise<T>) => Promise<T> {
  const tails = new WeakMap<object, Promise<unknown>>()
  return (owner, task) => {
    const run = (tails.get(owner) ?? Promise.resolve()).then(task, task)
    tails.set(owner, run)
    return run
  }
}

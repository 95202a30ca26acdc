type Listener = (...payload: unknown[]) => unknown

/** Listeners of `wx.onSomething`, removed again by `wx.offSomething`. */
export class Emitter {
  private readonly listeners = new Map<string, Set<Listener>>()

  add(name: string, listener: Listener) {
    const all = this.listeners.get(name) ?? new Set<Listener>()
    this.listeners.set(name, all.add(listener))
  }

  /** Without a listener, all of them go. */
  remove(name: string, listener?: Listener) {
    if (listener) this.listeners.get(name)?.delete(listener)
    else this.listeners.delete(name)
  }

  has(name: string): boolean {
    return (this.listeners.get(name)?.size ?? 0) > 0
  }

  emit(name: string, ...payload: unknown[]) {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(...payload)
  }
}

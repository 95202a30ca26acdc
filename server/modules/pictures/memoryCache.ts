/** Keeps the latest used buffers up to a number of bytes. */
export class MemoryCache {
  private readonly entries = new Map<string, Buffer>()
  private bytes = 0

  constructor(private readonly maxBytes: number) {}

  get(key: string): Buffer | undefined {
    const value = this.entries.get(key)
    if (!value) return undefined
    // A Map keeps the order of insertion: put back at the end, the least used stays in front.
    this.entries.delete(key)
    this.entries.set(key, value)
    return value
  }

  set(key: string, value: Buffer): void {
    this.bytes += value.length - (this.entries.get(key)?.length ?? 0)
    this.entries.delete(key)
    this.entries.set(key, value)
    for (const [oldest, buffer] of this.entries) {
      if (this.bytes <= this.maxBytes) return
      this.entries.delete(oldest)
      this.bytes -= buffer.length
    }
  }
}

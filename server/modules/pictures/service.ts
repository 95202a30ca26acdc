import { createLimit } from './limit'
import { MemoryCache } from './memoryCache'
import type { DiskCache } from './diskCache'
import { type PictureFile, pictureFileName } from './pictureFile'

export interface PictureService {
  /** The encoded picture. Rejects with `BusyError` when too many are waiting to be drawn. */
  picture(file: PictureFile): Promise<Buffer>
}

interface Dependencies {
  disk: DiskCache
  render: (file: PictureFile) => Promise<Buffer>
  /** Told when a picture could not be kept on disk; it was answered all the same. */
  onDiskFailure: (error: unknown) => void
  limits?: { running: number; waiting: number; memoryBytes: number }
}

/** Each job keeps one thread busy for about 0.1 s, so 300 in line are less than half a minute of waiting. */
const LIMITS = { running: 2, waiting: 300, memoryBytes: 8 * 1024 * 1024 }

/** Pictures from memory, else from disk, else drawn; the same picture is never drawn twice at a time. */
export function createPictureService({ disk, render, onDiskFailure, limits = LIMITS }: Dependencies): PictureService {
  const memory = new MemoryCache(limits.memoryBytes)
  const inFlight = new Map<string, Promise<Buffer>>()
  const limited = createLimit(limits)

  async function make(name: string, file: PictureFile): Promise<Buffer> {
    const kept = await disk.read(name)
    const content = kept ?? (await limited(() => render(file)))
    memory.set(name, content)
    if (!kept) await disk.write(name, content).catch(onDiskFailure)
    return content
  }

  return {
    async picture(file) {
      const name = pictureFileName(file)
      const known = memory.get(name) ?? inFlight.get(name)
      if (known) return known
      const job = make(name, file).finally(() => inFlight.delete(name))
      inFlight.set(name, job)
      return job
    },
  }
}

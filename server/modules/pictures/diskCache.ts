import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '../../ids'

/** Rendered files in one folder. Losing it costs time and nothing else. */
export interface DiskCache {
  /** Null when there is none, or it cannot be read. */
  read(name: string): Promise<Buffer | null>
  /** Rejects when the disk is full or read-only. */
  write(name: string, content: Buffer): Promise<void>
}

export function createDiskCache(folder: string): DiskCache {
  return {
    async read(name) {
      const content = await readFile(path.join(folder, name)).catch(() => null)
      // A disk that filled up may leave an empty file behind; no picture is empty.
      return content && content.length > 0 ? content : null
    },
    async write(name, content) {
      await mkdir(folder, { recursive: true })
      // Written aside and renamed: a reader, or another process on the same folder, sees the whole file or none.
      const aside = path.join(folder, `.${newId()}.tmp`)
      try {
        await writeFile(aside, content)
        await rename(aside, path.join(folder, name))
      } catch (error) {
        await rm(aside, { force: true }).catch(() => undefined)
        throw error
      }
    },
  }
}

import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { StartupError } from '../../../errors'
import { readCsv } from './readCsv'
import { readJson } from './readJson'
import type { CatalogueSource } from './source'

/** Enough of a file to tell its encoding by. */
const PROBE_BYTES = 256 * 1024

/**
 * A catalogue file, `.csv` or `.json`, read as a stream each time. Text is UTF-8, or GB18030 as spreadsheets on Chinese
 * Windows write it. `onRead` is told the bytes read so far, of how many. Throws `StartupError` for a file that cannot be read.
 */
export async function openCatalogueFile(file: string, onRead: (bytes: number, of: number) => void = () => undefined): Promise<CatalogueSource> {
  const read = readerOf(file)
  try {
    const { size } = await stat(file)
    const encoding = await encodingOf(file)
    return { rows: () => read(textOf(file, encoding, (bytes) => onRead(bytes, size))) }
  } catch (error) {
    throw new StartupError(`The file ${file} cannot be read.`, { cause: error })
  }
}

function readerOf(file: string): typeof readJson {
  if (/\.csv$/i.test(file)) return readCsv
  if (/\.json$/i.test(file)) return readJson
  throw new StartupError(`A catalogue is a .csv or a .json file; ${file} is neither.`)
}

async function encodingOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(PROBE_BYTES), 0, PROBE_BYTES, 0)
    // As a stream: the probe may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead), { stream: true })
    return 'utf-8'
  } catch {
    return 'gb18030'
  } finally {
    await handle.close()
  }
}

async function* textOf(file: string, encoding: string, onRead: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  let bytes = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true })
    bytes += chunk.length
    onRead(bytes)
  }
  yield decoder.decode()
}

import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { failureName } from '../failureName'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'

const { ok, warning, fault } = findingsAbout('data folder')
const MB = 1024 * 1024
const LITTLE_BYTES = 2048 * MB
const TOO_LITTLE_BYTES = 200 * MB

/** Rendered pictures, and the built-in database where it is used, are written there. */
export async function checkDataFolder({ config, freeBytes }: DoctorContext): Promise<Finding[]> {
  const { dataDir } = config
  const probe = path.join(dataDir, `.doctor-${randomUUID()}`)
  try {
    await mkdir(dataDir, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    return [fault(`${dataDir} cannot be written (${failureName(error)}).`, 'Give the account of the server the right to write there, or set DATA_DIR to another folder.')]
  }
  const free = await freeBytes(dataDir)
  const says = `${dataDir} can be written, ${(free / MB / 1024).toFixed(1)} GB free.`
  const advice = 'Free some space on this disk, or set DATA_DIR to a folder on a larger one.'
  if (free < TOO_LITTLE_BYTES) return [fault(says, advice)]
  return [free < LITTLE_BYTES ? warning(says, advice) : ok(says)]
}

import type { Config } from '../config'
import { startEmbedded } from './embedded'

export interface OpenDatabase {
  url: string
  stop(): Promise<void>
}

/** The database at `DATABASE_URL`, or the built-in one, started. */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>, progress: (line: string) => void): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: () => Promise.resolve() }
  return startEmbedded({ dataDir: config.dataDir, progress })
}

import { startEmbedded } from '../../server/database/embedded'

/** Stands in for a shop that runs until it is killed: `holdDatabase.ts DATA_DIR` prints the database's URL. */
async function main(dataDir: string): Promise<void> {
  const database = await startEmbedded({ dataDir, progress: () => undefined, fsync: false })
  process.stdout.write(`${database.url}\n`)
  setInterval(() => undefined, 60_000)
}

void main(process.argv[2] ?? '')

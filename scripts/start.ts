import { endWithParent } from '../server/endWithParent'
import { build } from './build'
import { say, start } from './run'

/**
 * `npm start`: builds what is stale, then runs the shop. The server starts its own database, migrates, and loads the
 * sample catalogue; see server/main.ts.
 */
async function main(): Promise<void> {
  requireNode()
  await build('h5', { ifStale: true })
  await build('weapp', { ifStale: true })
  say('Starting the shop …')
  const server = start(process.execPath, ['--import', 'tsx', 'server/main.ts'])
  // Ctrl-C reaches the whole process group; a supervisor's SIGTERM only us. The server decides when it is done.
  process.on('SIGTERM', () => server.kill('SIGTERM'))
  process.on('SIGINT', () => undefined)
  endWithParent()
  server.on('exit', (code) => process.exit(code ?? 0))
}

function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Error(`This shop needs Node 20.19 or newer; this is ${process.versions.node}.`)
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
})

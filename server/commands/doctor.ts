import { loadConfig, type Config } from '../config'
import { doctorContext } from '../doctor/context'
import { examine } from '../doctor/examine'
import { exitCode, report, withoutSecrets } from '../doctor/report'
import { StartupError } from '../errors'

/** `npm run doctor`: says in plain words whether this shop can open, and what to do where it cannot. Ends with 1 on a fault. */
async function main(): Promise<void> {
  const config = readConfig()
  if (!config) return
  const findings = await examine(doctorContext(config))
  process.stdout.write(`${withoutSecrets(report(findings), config)}\n`)
  process.exitCode = exitCode(findings)
}

/** Without usable settings there is nothing to look at. */
function readConfig(): Config | null {
  try {
    return loadConfig()
  } catch (error) {
    if (!(error instanceof StartupError)) throw error
    process.stdout.write(`✗ settings\n${error.message}\n\nPut these right, then run this again.\n`)
    process.exitCode = 1
    return null
  }
}

void main()

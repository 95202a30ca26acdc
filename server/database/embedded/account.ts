import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { StartupError } from '../../errors'

interface Ids {
  uid: number
  gid: number
}

/** How to run PostgreSQL's programs: PostgreSQL refuses to run as root, so root lends it another account. */
export interface Account {
  /** For `spawn`: the account to change to before the program starts. */
  spawnIds: Ids | Record<string, never>
  /** A command to put in front that changes the account itself. */
  prefix: string[]
  /** Who must own the cluster's folder; null: nothing to hand over. */
  owner: Ids | null
}

/** DAC capabilities let the lent account pass folders that only root may enter; PostgreSQL objects to uid 0 alone. */
const REACH = '+dac_override,+dac_read_search'

/**
 * The account for a cluster in `folder`, which must exist. Not root: ourselves. Root: whoever owns an
 * existing cluster, else `postgres` or `nobody` of this machine; no account is made.
 */
export function chooseAccount(folder: string, cluster: string, program: string): Account {
  if (process.getuid?.() !== 0) return { spawnIds: {}, prefix: [], owner: null }
  const owner = clusterOwner(cluster) ?? accountNamed('postgres') ?? accountNamed('nobody')
  if (!owner) {
    throw new StartupError(
      'PostgreSQL does not run as root, and this machine has neither a "postgres" nor a "nobody" account.\n' +
        'Start the shop as another user, or set DATABASE_URL.',
    )
  }
  const plain: Account = { spawnIds: owner, prefix: [], owner }
  if (canReach(plain, folder, program)) return plain
  const setpriv = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', `--inh-caps=${REACH}`, `--ambient-caps=${REACH}`]
  const capable: Account = { spawnIds: {}, prefix: setpriv, owner }
  if (canReach(capable, folder, program)) return capable
  throw new StartupError(
    `PostgreSQL does not run as root, and the account it runs as cannot enter ${folder}.\n` +
      'Start the shop as another user, keep it in a folder that others may enter (such as /opt/shop), or set DATABASE_URL.',
  )
}

function clusterOwner(cluster: string): Ids | null {
  if (!existsSync(cluster)) return null
  const { uid, gid } = statSync(cluster)
  return uid === 0 ? null : { uid, gid }
}

function accountNamed(name: string): Ids | null {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((row) => row.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

function canReach(account: Account, folder: string, program: string): boolean {
  const [command = '', ...rest] = [...account.prefix, 'sh', '-c', 'cd "$1" && "$2" --version', 'sh', folder, program]
  return spawnSync(command, rest, { ...account.spawnIds, stdio: 'ignore' }).status === 0
}

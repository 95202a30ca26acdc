import { WxError } from '../bridge'
import type { Host } from '../host'
import type { Args, BuildGroup } from './api'
import { callAsync, plainArgs } from './callbacks'

const PREFIX = 'file:'
const USER_FOLDER = 'wxfile://usr/'

/** Files of the mini-program's own folder by path. They outlive a restart, as on a phone. */
export function userFiles(): Record<string, string> {
  const paths = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))
  return Object.fromEntries(paths.map((key) => [key.slice(PREFIX.length), localStorage.getItem(key) ?? '']))
}

/** Texts alone: what the app writes, deletes, and sends to a chat. */
export const fileApis: BuildGroup = (host) => ({
  sync: {
    getFileSystemManager: () =>
      host.realm.record({
        writeFile: (options: Args) => callAsync(host, 'writeFile', options, () => write(plainArgs(options))),
        unlink: (options: Args) => callAsync(host, 'unlink', options, () => unlink(plainArgs(options))),
      }),
  },
  async: { shareFileMessage: (args) => send(host, args) },
})

function write({ filePath, data }: Args) {
  const path = String(filePath)
  if (!path.startsWith(USER_FOLDER)) throw new WxError(`permission denied, open ${path}`)
  localStorage.setItem(PREFIX + path, String(data))
}

function unlink({ filePath }: Args) {
  read(filePath)
  localStorage.removeItem(PREFIX + String(filePath))
}

function send({ stats }: Host, { filePath, fileName }: Args) {
  stats.shares.push({ fileName, text: read(filePath) })
}

function read(filePath: unknown): string {
  const text = localStorage.getItem(PREFIX + String(filePath))
  if (text === null) throw new WxError(`no such file or directory ${String(filePath)}`)
  return text
}

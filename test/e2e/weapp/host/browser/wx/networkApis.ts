import { askHost, fromBase64 } from '../bridge'
import type { Host } from '../host'
import type { Args, BuildGroup } from './api'
import { callAsync, plainArgs } from './callbacks'

let nextId = 1

export const networkApis: BuildGroup = (host) => ({
  own: {
    request: (options) => start(host, 'request', options),
    uploadFile: (options) => start(host, 'uploadFile', options),
  },
  async: {
    getNetworkType: () => askHost('networkType'),
  },
})

/** The call goes out from the test process; the task that comes back can only abort it. */
function start(host: Host, name: string, options: Args) {
  const id = nextId++
  const promise = callAsync(host, name, options, async () => revive(await askHost<Args>(name, { ...plainArgs(options), id })))
  const task = host.realm.record({
    abort: () => void askHost('abort', { id }),
    onHeadersReceived: () => undefined,
    offHeadersReceived: () => undefined,
    onChunkReceived: () => undefined,
    offChunkReceived: () => undefined,
    onProgressUpdate: () => undefined,
    offProgressUpdate: () => undefined,
  })
  return promise ? Object.assign(promise, task) : task
}

function revive(answer: Args): Args {
  const data = answer.data as { $bytes?: string } | null | undefined
  return typeof data === 'object' && data !== null && typeof data.$bytes === 'string' ? { ...answer, data: fromBase64(data.$bytes) } : answer
}

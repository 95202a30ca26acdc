import { askHost, fromBase64 } from '../bridge'
import type { Host } from '../host'
import type { Args, BuildGroup } from './api'
import { callAsync, plainArgs } from './callbacks'

type Listener = (progress: unknown) => unknown

let nextId = 1

export const networkApis: BuildGroup = (host) => ({
  own: {
    request: (options) => start(host, 'request', options),
    uploadFile: (options) => start(host, 'uploadFile', options),
    downloadFile: (options) => start(host, 'downloadFile', options),
  },
  async: {
    getNetworkType: () => askHost('networkType'),
  },
})

/** The call goes out from the test process; the task that comes back can abort it, and tells when an upload has left the phone. */
function start(host: Host, name: string, options: Args) {
  const id = nextId++
  const listeners = new Set<Listener>()
  const promise = callAsync(host, name, options, async () => {
    const { sentBytes, ...answer } = await askHost<Args>(name, { ...plainArgs(options), id })
    const progress = { progress: 100, totalBytesSent: sentBytes, totalBytesExpectedToSend: sentBytes }
    if (sentBytes !== undefined) for (const listener of listeners) listener(host.realm.import(progress))
    return revive(answer)
  })
  const task = host.realm.record({
    abort: () => void askHost('abort', { id }),
    onHeadersReceived: () => undefined,
    offHeadersReceived: () => undefined,
    onChunkReceived: () => undefined,
    offChunkReceived: () => undefined,
    onProgressUpdate: (listener: Listener) => void listeners.add(listener),
    offProgressUpdate: (listener: Listener) => void listeners.delete(listener),
  })
  return promise ? Object.assign(promise, task) : task
}

function revive(answer: Args): Args {
  const data = answer.data as { $bytes?: string } | null | undefined
  return typeof data === 'object' && data !== null && typeof data.$bytes === 'string' ? { ...answer, data: fromBase64(data.$bytes) } : answer
}

import { WxError } from '../bridge'
import { reportError, type Host } from '../host'
import type { Args } from './api'

type Callback = (result: unknown) => unknown
const CALLBACKS = ['success', 'fail', 'complete'] as const

/** What an asynchronous call was given, without its callbacks. */
export function plainArgs(options: Args): Args {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value !== 'function'))
}

/**
 * Runs a `wx` call in WeChat's manner: callbacks get `errMsg: 'name:ok'` or `'name:fail reason'`; without callbacks a
 * promise comes back. Never before the caller's own code has gone on.
 */
export function callAsync(host: Host, name: string, options: Args, run: () => unknown): Promise<unknown> | undefined {
  const settled = Promise.resolve()
    .then(run)
    .then(
      (value) => ({ ok: true, result: host.realm.import({ errMsg: `${name}:ok`, ...(value as object | undefined) }) }),
      (thrown: unknown) => ({ ok: false, result: host.realm.import(describe(name, thrown)) }),
    )
  if (!CALLBACKS.some((key) => typeof options[key] === 'function')) {
    return host.realm.promise((resolve, reject) => void settled.then(({ ok, result }) => (ok ? resolve(result) : reject(result))))
  }
  void settled.then(({ ok, result }) => {
    for (const key of [ok ? 'success' : 'fail', 'complete'] as const) invoke(host, options[key], result)
  })
  return undefined
}

function describe(name: string, thrown: unknown) {
  if (!(thrown instanceof WxError)) return { errMsg: `${name}:fail ${thrown instanceof Error ? thrown.message : String(thrown)}` }
  return { errMsg: `${name}:fail ${thrown.message}`, ...(thrown.errno === undefined ? {} : { errno: thrown.errno }) }
}

function invoke(host: Host, callback: unknown, result: unknown) {
  if (typeof callback !== 'function') return
  try {
    ;(callback as Callback)(result)
  } catch (thrown) {
    reportError(host.stats, thrown)
  }
}

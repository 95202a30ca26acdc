import { askHost } from '../bridge'
import type { Host } from '../host'
import type { ApiGroup, Args } from './api'
import { callAsync, plainArgs } from './callbacks'
import { fileApis } from './fileApis'
import { identityApis } from './identityApis'
import { interactionApis } from './interactionApis'
import { navigationApis } from './navigationApis'
import { networkApis } from './networkApis'
import { storageApis } from './storageApis'
import { systemApis } from './systemApis'

const GROUPS = [storageApis, fileApis, navigationApis, interactionApis, networkApis, identityApis, systemApis]
const EVENT = /^(on|off)[A-Z]/
/** Functions that answer at once; the host cannot ask the test process for these. */
const IMMEDIATE = /^create|^get\w+Manager$|Sync$|^base64|^arrayBuffer/

type WxFunction = (...args: never[]) => unknown

/**
 * The `wx` object: every name of WeChat's typings, so that what Taro copies at start is complete. Functions that the host
 * does not have are asked of the test and fail when it does not answer them either.
 */
export function makeWx(host: Host): Record<string, unknown> {
  const { lacks } = host.boot.phone
  const groups = GROUPS.map((build) => build(host))
  const functions: Record<string, WxFunction> = {}
  for (const name of host.pkg.apiNames) if (!lacks.includes(name)) functions[name] = EVENT.test(name) ? subscription(host, name) : functionFor(host, groups, name)
  const wx = host.realm.record<Record<string, unknown>>(functions)
  wx.env = host.realm.record({ USER_DATA_PATH: 'wxfile://usr' })
  return wx
}

function subscription({ emitter }: Host, name: string): WxFunction {
  const event = name.replace(/^off/, 'on')
  if (name.startsWith('on')) return (listener: () => unknown) => emitter.add(event, listener)
  return (listener?: () => unknown) => emitter.remove(event, listener)
}

function functionFor(host: Host, groups: ApiGroup[], name: string): WxFunction {
  const { stats, boot } = host
  const count = <F extends WxFunction>(call: F) => ((...args: never[]) => (stats.calls.push(name), call(...args))) as WxFunction
  if (boot.overrides.includes(name)) return count((options: Args = {}) => callAsync(host, name, options, () => askHost('override', { name, args: plainArgs(options) })))
  for (const { sync, async, own } of groups) {
    const [immediate, later, special] = [sync?.[name], async?.[name], own?.[name]]
    if (immediate) return count(immediate)
    if (special) return count((options: Args = {}) => special(options))
    if (later) return count((options: Args = {}) => callAsync(host, name, options, () => later(plainArgs(options))))
  }
  return count(unhosted(host, name))
}

function unhosted(host: Host, name: string): WxFunction {
  if (IMMEDIATE.test(name)) {
    return () => {
      host.stats.unhosted.push(name)
      throw new Error(`wx.${name} is not supported by the test host`)
    }
  }
  return (options: Args = {}) => {
    host.stats.unhosted.push(name)
    return callAsync(host, name, options, () => {
      throw new Error('not supported by the test host')
    })
  }
}

import { wrapHandlers } from './events'
import { callLifecycle, type Host, type LogicObject } from './host'
import { resolvePath } from './modules'

type Definition = Record<string, unknown>
interface Caller {
  setData(data: Definition, callback?: () => void): void
}

const encoder = new TextEncoder()

/** The constructors that WeChat puts in front of every module. */
export function registrationGlobals(host: Host): Record<string, unknown> {
  const { realm } = host
  return {
    App: realm.fn((definition: LogicObject) => registerApp(host, definition)),
    Page: realm.fn((definition: Definition) => registerPage(host, definition)),
    Component: realm.fn((definition: Definition) => registerComponent(host, definition)),
    Behavior: realm.fn((definition: Definition) => registerBehavior(host, definition)),
    getApp: realm.fn(() => host.app),
    getCurrentPages: realm.fn(() => realm.import(host.pages.entries.map(({ caller }) => caller))),
  }
}

function registerApp(host: Host, definition: LogicObject) {
  host.app = definition
  for (const [name, value] of Object.entries(definition)) {
    if (typeof value === 'function') definition[name] = (value as (...args: unknown[]) => unknown).bind(definition)
  }
  callLifecycle(host, host.app, 'onLaunch', host.launch)
  callLifecycle(host, host.app, 'onShow', host.launch)
}

function registerPage(host: Host, definition: Definition) {
  host.view.space.componentEnv(host.modules.running, ({ Page }) => Page(wrapHandlers(definition, host.realm) as never))
}

function registerComponent(host: Host, definition: Definition) {
  const path = host.modules.running
  const wrapped = withNativeTypes(wrapHandlers(definition, host.realm))
  const lifetimes = (wrapped.lifetimes ?? {}) as Definition
  const created = (lifetimes.created ?? wrapped.created) as ((this: unknown) => void) | undefined
  wrapped.lifetimes = {
    ...lifetimes,
    created(this: Caller) {
      measureSetData(host, this, path)
      created?.call(this)
    },
  }
  host.view.space.componentEnv(path, ({ Component }) => Component(wrapped as never))
}

function registerBehavior(host: Host, definition: Definition): unknown {
  return host.view.space.componentEnv(host.modules.running, ({ Behavior }) => Behavior(withNativeTypes(wrapHandlers(definition, host.realm)) as never) as unknown)
}

/** Property types are compared by identity, and the logic layer's `Object` and `String` are those of another realm. */
function withNativeTypes(definition: Definition): Definition {
  const properties = Object.entries((definition.properties ?? {}) as Definition)
  return { ...definition, properties: Object.fromEntries(properties.map(([name, property]) => [name, nativeProperty(property)])) }
}

const NATIVE_TYPES: Record<string, unknown> = { Object, String, Number, Boolean, Array, Function }

function nativeProperty(property: unknown): unknown {
  if (typeof property === 'function') return NATIVE_TYPES[property.name]
  if (typeof property !== 'object' || property === null) return property
  const { type, optionalTypes, ...rest } = property as { type?: unknown; optionalTypes?: unknown[] }
  return { ...rest, type: nativeProperty(type ?? null), ...(optionalTypes ? { optionalTypes: optionalTypes.map(nativeProperty) } : {}) }
}

/** `setData` crosses from one thread to the other as JSON; its size is what a phone pays for. */
export function measureSetData(host: Host, caller: Caller, owner: string) {
  const original = caller.setData.bind(caller)
  caller.setData = host.realm.fn((data: Definition, callback?: () => void) => {
    const text = JSON.stringify(data)
    host.stats.setData.push({ owner, bytes: encoder.encode(text).length, paths: Object.keys(data) })
    original(JSON.parse(text) as Definition, callback)
  })
}

/** Runs the modules of a page's components, then of the page: each registers itself. */
export function loadPageCode(host: Host, path: string, seen = new Set<string>()) {
  for (const target of Object.values(host.view.componentsOf(path))) {
    const component = resolvePath('', target)
    if (seen.has(component)) continue
    seen.add(component)
    loadPageCode(host, component, seen)
  }
  host.modules.load(path)
}

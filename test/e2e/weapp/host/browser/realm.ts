import { ALLOWED_GLOBALS, TOO_NEW } from './language'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown
type RealmWindow = Window & typeof globalThis

export interface RealmHooks {
  console: Record<string, AnyFunction>
  onError(error: unknown): void
  onUnhandledRejection(reason: unknown): void
}

/**
 * The logic layer's own JavaScript realm: an empty frame out of whose global object everything has been deleted that is
 * not on the allow-list. The few names that a browser refuses to delete (`window`, `document`, `location`, `top`) are
 * shadowed. Throwing the frame away kills the logic layer for good, timers and pending promises included.
 */
export class Realm {
  /** Names that could not be deleted, so every module gets them as undefined parameters. */
  readonly shadowed: string[]
  /** The `global` of the mini-program, and what `Function('return this')()` gives. */
  readonly global: Record<string, unknown>
  private readonly inner: RealmWindow
  private readonly compileSource: FunctionConstructor
  private readonly parseJson: (text: string) => unknown
  private readonly RealmPromise: PromiseConstructor
  private readonly RealmArrayBuffer: ArrayBufferConstructor
  private readonly RealmBytes: Uint8ArrayConstructor
  private readonly wrapFunction: (original: unknown) => AnyFunction

  constructor(hooks: RealmHooks) {
    const frame = document.createElement('iframe')
    frame.hidden = true
    document.body.append(frame)
    this.inner = frame.contentWindow as RealmWindow
    const { inner } = this
    this.compileSource = inner.Function
    this.parseJson = inner.JSON.parse
    this.RealmPromise = inner.Promise
    this.RealmArrayBuffer = inner.ArrayBuffer
    this.RealmBytes = inner.Uint8Array
    this.wrapFunction = inner.Function('original', 'return function () { return original.apply(this, arguments) }') as (original: unknown) => AnyFunction
    this.global = new inner.Object() as Record<string, unknown>
    inner.addEventListener('error', (event) => hooks.onError(event.error ?? event.message))
    inner.addEventListener('unhandledrejection', (event) => hooks.onUnhandledRejection(event.reason))
    this.forbidDynamicCode()
    removeTooNew(inner)
    inner.console = this.record(hooks.console) as unknown as Console
    deleteGlobals(inner)
    this.shadowed = leftOver(inner)
  }

  /** Compiles the body of a function with the given parameter names, in strict mode as WeChat does. */
  compile(names: string[], body: string, url: string): AnyFunction {
    return this.compileSource(...names, `"use strict";${body}\n//# sourceURL=${url}`) as AnyFunction
  }

  /** A function of this realm that calls ours, so that its constructor is not a way out. */
  fn<F>(original: F): F {
    return this.wrapFunction(original) as F
  }

  record<T extends object>(source: T): T {
    const target = new this.inner.Object() as Record<string, unknown>
    for (const [name, value] of Object.entries(source)) target[name] = typeof value === 'function' ? this.fn(value) : value
    return target as T
  }

  /** Copies plain data into this realm; bytes stay bytes, functions are wrapped. */
  import(value: unknown): unknown {
    if (typeof value === 'function') return this.fn(value)
    if (value instanceof ArrayBuffer) return this.importBytes(value)
    if (Array.isArray(value)) return (this.parseJson('[]') as unknown[]).concat(value.map((item) => this.import(item)))
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
      const target = new this.inner.Object() as Record<string, unknown>
      for (const [name, item] of Object.entries(value)) target[name] = this.import(item)
      return target
    }
    return value
  }

  /** What crossed the border between WeChat's two threads: plain JSON and nothing else. */
  importJson(text: string): unknown {
    return this.parseJson(text)
  }

  promise(executor: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void): Promise<unknown> {
    return new this.RealmPromise(executor)
  }

  private importBytes(source: ArrayBuffer): ArrayBuffer {
    const target = new this.RealmArrayBuffer(source.byteLength)
    new this.RealmBytes(target).set(new Uint8Array(source))
    return target
  }

  /** `new Function` and `eval` do not run in WeChat; only the `return this` of old libraries is answered. */
  private forbidDynamicCode() {
    const { inner, global } = this
    const stub = this.fn((...args: unknown[]) => {
      if (args[args.length - 1] === 'return this') return this.fn(() => global)
      throw new inner.EvalError('Code generation from strings disallowed in the logic layer')
    })
    Object.defineProperty(stub, 'prototype', { value: inner.Function.prototype })
    const kinds = ['function () {}', 'async function () {}', 'function* () {}', 'async function* () {}']
    for (const kind of kinds) {
      const sample = (this.compileSource(`return ${kind}`) as () => object)()
      Object.defineProperty(Object.getPrototypeOf(sample) as object, 'constructor', { value: stub, configurable: true, writable: true })
    }
    Object.defineProperty(inner, 'Function', { value: stub, configurable: true, writable: true })
  }
}

function removeTooNew(inner: RealmWindow) {
  for (const [path, names] of Object.entries(TOO_NEW)) {
    const owner = path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], inner)
    for (const name of names) if (owner) Reflect.deleteProperty(owner, name)
  }
}

/** The global object and what it inherits from, without Object.prototype: that one belongs to the language. */
function globalHolders(inner: RealmWindow): object[] {
  const holders: object[] = []
  for (let holder: object | null = inner; holder && holder !== inner.Object.prototype; holder = Object.getPrototypeOf(holder) as object | null) holders.push(holder)
  return holders
}

function deleteGlobals(inner: RealmWindow) {
  for (const holder of globalHolders(inner)) {
    for (const key of Reflect.ownKeys(holder)) if (holder !== inner || !ALLOWED_GLOBALS.has(key)) Reflect.deleteProperty(holder, key)
  }
}

function leftOver(inner: RealmWindow): string[] {
  const names = globalHolders(inner).flatMap((holder) => Reflect.ownKeys(holder))
  return [...new Set(names)].filter((key): key is string => typeof key === 'string' && !ALLOWED_GLOBALS.has(key))
}

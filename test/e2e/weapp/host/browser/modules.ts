import type { Realm } from './realm'

/** Resolves a path of a module, page or component against the file that names it. */
export function resolvePath(from: string, to: string): string {
  const parts = to.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of to.replace(/\.js$/, '').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

interface Module {
  exports: unknown
}

export interface ModulesOptions {
  realm: Realm
  sources: Record<string, string>
  /** Roots of the sub-packages, each with a slash at its end. */
  roots: string[]
  /** `wx`, `App`, `Page` and the rest of what WeChat hands to every module. */
  provided: Record<string, unknown>
}

/**
 * The logic layer's CommonJS modules. A sub-package's modules exist once the package is loaded, and even then only for
 * itself: the main package must run without it.
 */
export class Modules {
  /** Path of the file that is running, for `Page()` and `Component()`, which take their path from it. */
  running = ''
  private readonly cache = new Map<string, Module>()
  private readonly loaded = new Set<string>([''])

  constructor(private readonly options: ModulesOptions) {}

  rootOf(path: string): string {
    return this.options.roots.find((root) => path.startsWith(root)) ?? ''
  }

  has(path: string): boolean {
    return path in this.options.sources
  }

  enterPackage(root: string) {
    this.loaded.add(root)
  }

  get loadedPackages(): string[] {
    return [...this.loaded].filter((root) => root !== '')
  }

  load(path: string): unknown {
    const known = this.cache.get(path)
    if (known) return known.exports
    const source = this.options.sources[path]
    if (source === undefined || !this.loaded.has(this.rootOf(path))) throw new Error(`module '${path}.js' is not defined, require args is '${path}'`)
    return this.run(path, source)
  }

  /** For tests: code that stands in the main package. */
  evaluate(source: string): unknown {
    const path = `host/evaluated${this.cache.size}`
    return this.run(path, source)
  }

  private run(path: string, source: string): unknown {
    const { realm, provided } = this.options
    const module = realm.record<Module>({ exports: realm.record({}) })
    this.cache.set(path, module)
    const before = this.running
    this.running = path
    const names = { ...provided, require: this.requireFor(path), module, exports: module.exports }
    const body = realm.compile([...Object.keys(names), ...realm.shadowed], source, `weapp:///${path}.js`)
    try {
      body(...Object.values(names))
    } catch (thrown) {
      this.cache.delete(path)
      throw thrown
    } finally {
      this.running = before
    }
    return module.exports
  }

  private requireFor(path: string) {
    return this.options.realm.fn((target: string) => {
      const resolved = resolvePath(path, target)
      const owner = this.rootOf(resolved)
      if (owner !== '' && owner !== this.rootOf(path)) throw new Error(`${path}.js requires ${resolved}.js out of the sub-package "${owner}", which may not be there`)
      return this.load(resolved)
    })
  }
}

import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { pagesOf, readBuiltPackage, subPackagesOf } from '../host/node/builtPackage'
import type { BuiltPackage, SubPackage } from '../host/protocol'

/** The package under examination, with the questions that most rules ask. */
export interface Subject extends BuiltPackage {
  pages: string[]
  subPackages: SubPackage[]
  has(file: string): boolean
  size(file: string): number
  read(file: string): string
  /** Root of the sub-package that a file belongs to; empty for the main package. */
  rootOf(file: string): string
}

/** A rule looks at the package and names every fault, each in words that tell where it is. */
export type Rule = (subject: Subject) => string[]

export function readSubject(dist: string): Subject {
  const built = readBuiltPackage(dist)
  const subPackages = subPackagesOf(built.app)
  return {
    ...built,
    pages: pagesOf(built.app),
    subPackages,
    has: (file) => existsSync(path.join(dist, file)),
    size: (file) => statSync(path.join(dist, file)).size,
    read: (file) => (existsSync(path.join(dist, file)) ? readFileSync(path.join(dist, file), 'utf8') : ''),
    rootOf: (file) => subPackages.find(({ root }) => file.startsWith(root))?.root ?? '',
  }
}

/** A path in a file, seen from that file. */
export function resolveFrom(file: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target)
}

/**
 * Modules that hold the app's own code. taro.js and vendors.js carry the names of every API and component, so that
 * looking for a use in them finds nothing but noise.
 */
export function ownModules({ modules }: Subject): [string, string][] {
  return Object.entries(modules).filter(([name]) => !/(^|\/)(taro|vendors|runtime|comp|custom-wrapper)$/.test(name))
}

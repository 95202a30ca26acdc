import path from 'node:path'
import { test as base } from '@playwright/test'
import { readBuiltPackage } from './host/node/builtPackage'
import type { WeappDriver } from './host/node/driver'
import { launchWeapp, type LaunchSettings } from './host/node/launch'
import type { BuiltPackage } from './host/protocol'

export type Launch = (settings?: Partial<LaunchSettings> & { dist?: string }) => Promise<WeappDriver>

interface TestFixtures {
  /** Starts a mini-program; every one is closed when the test ends. */
  launch: Launch
}

const compiled = new Map<string, BuiltPackage>()

/** Compiling takes a second, so that a package is compiled once per worker. */
export function compiledPackage(dist: string): BuiltPackage {
  const built = compiled.get(dist) ?? readBuiltPackage(dist)
  compiled.set(dist, built)
  return built
}

export const WEAPP_DIST = path.resolve(process.env.WEAPP_DIST ?? 'dist/weapp')

export const test = base.extend<TestFixtures>({
  launch: async ({ browser }, use) => {
    const open: WeappDriver[] = []
    await use(async ({ dist = WEAPP_DIST, ...settings } = {}) => {
      const app = await launchWeapp(browser, { built: compiledPackage(dist), ...settings })
      open.push(app)
      return app
    })
    for (const app of open) await app.close()
  },
})

export { expect } from '@playwright/test'

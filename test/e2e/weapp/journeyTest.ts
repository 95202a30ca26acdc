import { mergeTests } from '@playwright/test'
import { apiBase } from '../../../scripts/build'
import { test as shopTest } from '../support/shopTest'
import type { WeappDriver } from './host/node/driver'
import type { LaunchSettings } from './host/node/launch'
import { expect, test as weappTest } from './weappTest'

interface JourneyFixtures {
  /** Opens the shop on a phone, over the test's own backend and WeChat. */
  openShop: (settings?: Partial<LaunchSettings>) => Promise<WeappDriver>
}

let shoppers = 0

/** A shopper that no other journey of this run uses. */
export function newShopper(): string {
  shoppers += 1
  return `shopper-${process.env.TEST_WORKER_INDEX ?? '0'}-${shoppers}`
}

/** Journeys on the built mini-program. Each ends with the app having met no error of its own. */
export const test = mergeTests(shopTest, weappTest).extend<JourneyFixtures>({
  openShop: async ({ launch, shop }, use) => {
    const opened: WeappDriver[] = []
    await use(async (settings = {}) => {
      const app = await launch({ backend: shop.url, wechat: shop.wechatUrl, apiBase: apiBase(), shopper: newShopper(), ...settings })
      opened.push(app)
      return app
    })
    for (const app of opened) expect(await app.faults()).toEqual([])
  },
})

export { expect }

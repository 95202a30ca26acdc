import { test as base } from '@playwright/test'
import { putBackGoods } from './goods'
import { startShop, type Shop } from './shop'

/** One shop per worker, shared by its journeys: each uses shoppers of its own. */
export const test = base.extend<{ goodsPutBack: undefined }, { shop: Shop }>({
  shop: [
    async ({}, use) => {
      const shop = await startShop()
      await use(shop)
      await shop.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  goodsPutBack: [
    async ({ shop }, use) => {
      await use(undefined)
      await putBackGoods(shop)
    },
    { auto: true },
  ],
})

export { expect } from '@playwright/test'

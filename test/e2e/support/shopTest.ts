import { test as base } from '@playwright/test'
import { startShop, type Shop } from './shop'

/** One shop per worker, shared by its journeys: each uses shoppers of its own. */
export const test = base.extend<object, { shop: Shop }>({
  shop: [
    async ({}, use) => {
      const shop = await startShop()
      await use(shop)
      await shop.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
})

export { expect } from '@playwright/test'

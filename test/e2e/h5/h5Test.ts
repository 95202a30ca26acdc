import { test as base } from '../support/shopTest'

/** Journeys on the production H5 build, on a phone's screen (playwright.config.ts). */
export const test = base.extend({
  baseURL: async ({ shop }, use) => use(shop.url),
})

export { expect } from '@playwright/test'

import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'

const ROOT = path.resolve(__dirname, '../../..')

/**
 * A picture of what the shopper sees, for people to look at: in `test-results/shots`, or with `UPDATE_SHOTS=1` in
 * `docs/images`, from where the README shows it. Never compared: fonts differ from machine to machine.
 */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = path.join(ROOT, process.env.UPDATE_SHOTS ? 'docs/images' : 'test-results/shots')
  await mkdir(folder, { recursive: true })
  await picturesLoaded(page)
  await page.screenshot({ path: path.join(folder, `${name}.png`), scale: process.env.UPDATE_SHOTS ? 'css' : 'device', animations: 'disabled' })
}

/** The first shopper of a new shop waits for pictures to be drawn; a screenshot should not show him waiting. */
async function picturesLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images].every((image) => {
      const { top, bottom, height } = image.getBoundingClientRect()
      return image.complete || height === 0 || bottom < 0 || top > window.innerHeight
    }),
  )
}

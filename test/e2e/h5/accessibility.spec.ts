import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './h5Test'
import { favouriteButton, gate, newPhone, openFirstProduct, signInBySms } from './shopper'
import { placeOrder, signUpByWechat } from '../support/accounts'
import { shot } from '../support/shots'

const PATHS = ['/', '/categories', '/list?sort=remainingDays', '/search', '/mine', '/settings', '/sessions', '/settings/privacy', '/settings/events', '/favourites', '/history', '/addresses', '/phone', '/privacy', '/agreement', '/cart', '/checkout', '/orders', '/dates', '/coupons', '/order?number=260520-7K4M9-QXR2T']

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} scheme`, () => {
    test.use({ colorScheme })

    for (const path of PATHS) {
      test(`${path} has no accessibility fault that a machine can find`, async ({ page }) => {
        await page.goto(path)
        await expect(page.getByRole('main')).not.toBeEmpty()
        await page.waitForLoadState('networkidle')
        expect(await faults(page)).toEqual([])
        if (path === '/' && colorScheme === 'dark') await shot(page, 'h5-dark')
      })
    }

    test('buying, from the checkout to the refund', async ({ page, shop }) => {
      const phone = newPhone()
      const { token } = await signUpByWechat(shop, { shopper: `sweep-${phone}`, phone })
      const number = await placeOrder(shop, token)
      await openFirstProduct(page)
      await page.getByRole('button', { name: '立即购买，1 件' }).click()
      await signInBySms(page, shop, phone)
      await expect(page.getByRole('button', { name: '提交订单' })).toBeEnabled()
      await page.waitForLoadState('networkidle')
      expect(await faults(page)).toEqual([])
      await shot(page, `h5-checkout-${colorScheme}`)
      for (const path of ['/orders', '/dates', `/order?number=${number}`, `/order/refund?number=${number}`]) {
        await page.goto(path)
        await expect(page.getByRole('main')).not.toBeEmpty()
        await page.waitForLoadState('networkidle')
        expect(await faults(page)).toEqual([])
        await shot(page, `h5${path.split('?')[0]?.replaceAll('/', '-')}-${colorScheme}`)
      }
    })

    test('a product and the gate over it', async ({ page }) => {
      await openFirstProduct(page)
      await page.waitForLoadState('networkidle')
      expect(await faults(page)).toEqual([])
      await favouriteButton(page).click()
      await expect(gate(page)).toBeVisible()
      // The sheet slides in; contrast is measured where it comes to rest.
      await gate(page).evaluate(async (sheet) => {
        await Promise.all(sheet.ownerDocument.getAnimations().map((animation) => animation.finished.catch(() => undefined)))
      })
      expect(await faults(page)).toEqual([])
    })
  })
}

test.describe('in a wide window', () => {
  test.use({ viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false })

  test('home and a product', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('listitem').first()).toBeVisible()
    expect(await faults(page)).toEqual([])
    await shot(page, 'h5-wide')
    await openFirstProduct(page)
    expect(await faults(page)).toEqual([])
    await shot(page, 'h5-wide-product')
  })
})

test('the gate is used by keyboard alone, and gives the focus back', async ({ page }) => {
  await openFirstProduct(page)
  await favouriteButton(page).focus()
  await page.keyboard.press('Enter')
  await expect(gate(page)).toBeVisible()
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press('Tab')
    expect(await gate(page).evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(gate(page)).toBeHidden()
  await expect(favouriteButton(page)).toBeFocused()
})

test('text at 150 % is not cut off sideways', async ({ page }) => {
  for (const path of ['/', '/list', '/mine', '/settings']) {
    await page.goto(path)
    await expect(page.getByRole('main')).not.toBeEmpty()
    await page.addStyleTag({ content: '.app { --text-scale: 1.5 !important }' })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
})

async function faults(page: Parameters<typeof openFirstProduct>[0]) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)) }))
}

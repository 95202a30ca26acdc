import { promises as fs } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { BUDGETS } from '../../budgets'
import { expect, test } from './h5Test'

const DIST = path.resolve(__dirname, '../../../dist/h5')

test('the first load of home stays within its budgets', async ({ page }) => {
  const files: string[] = []
  const calls: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/v1/')) calls.push(pathname)
    else if (['document', 'script', 'stylesheet'].includes(request.resourceType())) files.push(pathname)
  })
  await page.goto('/')
  await expect(page.getByRole('listitem').first()).toBeVisible()
  const beforeContent = [...files]
  await page.waitForLoadState('networkidle')

  expect(await gzipBytes(files, '.js')).toBeLessThanOrEqual(BUDGETS.h5.homeScriptGzipBytes)
  expect(await gzipBytes(files, '.css')).toBeLessThanOrEqual(BUDGETS.h5.homeStyleGzipBytes)
  expect(beforeContent.length).toBeLessThanOrEqual(BUDGETS.h5.homeRequests)
  expect(calls.length).toBeLessThanOrEqual(BUDGETS.api.homeRequests)
})

async function gzipBytes(files: string[], ending: string): Promise<number> {
  const contents = await Promise.all(files.filter((file) => file.endsWith(ending)).map((file) => fs.readFile(path.join(DIST, file))))
  return contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0)
}

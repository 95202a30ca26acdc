import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CSV_HEADER } from '../../../../../server/modules/catalogue/import/csvColumns'
import { openCatalogueFile } from '../../../../../server/modules/catalogue/import/openFile'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'shop-catalogue-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function namesIn(name: string, content: string | Buffer): Promise<unknown[]> {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  const source = await openCatalogueFile(file)
  const names: unknown[] = []
  for await (const row of source.rows()) if (row.kind === 'product') names.push((row.value as { name: unknown }).name)
  return names
}

const ROW = (name: string) => `milk,${name},云岭,950ml,dairy,chilled,云南,,a,t1,3,12,,10,,b1,2026-05-01,,21,10,1580,,`
const csvOf = (name: string) => `${CSV_HEADER.join(',')}\r\n${ROW(name)}\r\n`

/** "鲜奶" as a spreadsheet on Chinese Windows writes it. */
const GBK = Buffer.from([0xcf, 0xca, 0xc4, 0xcc])

test('UTF-8, with the mark of spreadsheets or without', async () => {
  expect(await namesIn('a.csv', csvOf('鲜奶'))).toEqual(['鲜奶'])
  expect(await namesIn('b.csv', `\uFEFF${csvOf('鲜奶')}`)).toEqual(['鲜奶'])
  expect(await namesIn('c.json', `\uFEFF{"categories": [], "products": [{"name": "鲜奶"}]}`)).toEqual(['鲜奶'])
})

test('GB18030, as spreadsheets on Chinese Windows write it', async () => {
  const ascii = csvOf('NAME').replace('云岭', 'b').replace('云南', 'o')
  const [before = '', after = ''] = ascii.split('NAME')
  expect(await namesIn('gbk.csv', Buffer.concat([Buffer.from(before), GBK, Buffer.from(after)]))).toEqual(['鲜奶'])
})

test('how far the reading has come is told', async () => {
  const file = path.join(folder, 'a.csv')
  writeFileSync(file, csvOf('鲜奶'))
  const told: number[] = []
  const source = await openCatalogueFile(file, (bytes, of) => told.push(bytes / of))
  for await (const row of source.rows()) expect(row.kind).not.toBe('fault')
  expect(told.at(-1)).toBe(1)
})

test.each(['missing.csv', 'catalogue.xlsx'])('%s is refused in plain words', async (name) => {
  await expect(openCatalogueFile(path.join(folder, name))).rejects.toThrow(/cannot be read|neither/)
})

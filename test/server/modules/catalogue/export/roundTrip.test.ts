import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { exportCatalogue } from '../../../../../server/modules/catalogue/export/exportCatalogue'
import { writeCatalogue } from '../../../../../server/modules/catalogue/export/writeCatalogue'
import { generateCatalogue, type Pattern } from '../../../../../server/modules/catalogue/generate/generateCatalogue'
import { contentSource } from '../../../../../server/modules/catalogue/import/contentSource'
import { importCatalogue } from '../../../../../server/modules/catalogue/import/importCatalogue'
import { openCatalogueFile } from '../../../../../server/modules/catalogue/import/openFile'
import { batchEntry, categoryEntry, productEntry, TODAY } from '../../../../support/catalogue'
import { createTestDatabase, type TestDatabase } from '../../../../support/server'

let source: TestDatabase
let target: TestDatabase
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'shop-catalogue-'))
  source = await createTestDatabase()
  target = await createTestDatabase()
  const ladder = [{ minRatio: 0.5, percent: 60 }, { minRatio: 0, percent: 30 }]
  const products = [
    productEntry({ name: '鲜牛奶, "大瓶"', description: '第一行\n第二行', keywords: ['牛奶', '早餐'], batches: [batchEntry({ ladder }), batchEntry({ status: 'withdrawn' })] }),
    productEntry({ keywords: [], description: '', category: 'bakery' }),
  ]
  const content = { categories: [categoryEntry(), categoryEntry({ slug: 'bakery', name: '面包' })], products, hotWords: ['酸奶'] }
  await importCatalogue(source.db, contentSource(content), TODAY)
})
afterEach(async () => {
  await Promise.all([source.drop(), target.drop()])
  rmSync(folder, { recursive: true, force: true })
})

const exportTo = async (database: TestDatabase, name: string): Promise<string> => {
  const file = path.join(folder, name)
  await writeCatalogue(file, await exportCatalogue(database.db, TODAY))
  return file
}

test.each(['a.json', 'a.csv'])('what was exported to %s loads into an empty shop and comes out the same', async (name) => {
  const file = await exportTo(source, name)
  expect(await importCatalogue(target.db, await openCatalogueFile(file), TODAY)).toMatchObject({ status: 'imported', categories: 2, products: 2, batches: 3 })
  expect(readFileSync(await exportTo(target, `again-${name}`), 'utf8')).toBe(readFileSync(file, 'utf8'))
})

test('loading its own export changes nothing in a shop', async () => {
  const before = await source.db.selectFrom('batch').selectAll().orderBy('id').execute()
  await importCatalogue(source.db, await openCatalogueFile(await exportTo(source, 'own.csv')), TODAY)
  expect(await source.db.selectFrom('batch').selectAll().orderBy('id').execute()).toEqual(before)
  expect(await source.db.selectFrom('category').select(['slug', 'icon']).orderBy('position').execute()).toEqual([
    { slug: 'dairy', icon: 'glass-of-milk' },
    { slug: 'bakery', icon: 'glass-of-milk' },
  ])
})

test('an export that fails leaves no file, and the one that was there stays', async () => {
  const file = await exportTo(source, 'kept.json')
  const kept = readFileSync(file, 'utf8')
  const broken = { categories: [], hotWords: [], products: async function* () { yield [productEntry()]; throw new Error('the database went away') } }
  await expect(writeCatalogue(file, broken)).rejects.toThrow('the database went away')
  expect(readdirSync(folder)).toEqual(['kept.json'])
  expect(readFileSync(file, 'utf8')).toBe(kept)
  await expect(writeCatalogue(path.join(folder, 'no/such/folder.json'), await exportCatalogue(source.db, TODAY))).rejects.toThrow(/cannot be written/)
})

test('every bad row of a file is told by its line, and nothing is loaded', async () => {
  const file = await exportTo(source, 'bad.csv')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/chilled/g, 'cold').replace(/,200,/g, ',0,'))
  const outcome = await importCatalogue(target.db, await openCatalogueFile(file), TODAY)
  // The first two rows span two lines each, by the description of their product.
  expect(outcome).toMatchObject({
    status: 'refused',
    faults: [
      { where: 'line 2, shelfLifeDays', reason: expect.stringContaining('greater or equal to 1') },
      { where: 'line 2, storage', reason: 'must be one of ambient, chilled, frozen' },
      { where: 'line 4, shelfLifeDays', reason: expect.any(String) },
      { where: 'line 6, shelfLifeDays', reason: expect.any(String) },
      { where: 'line 6, storage', reason: expect.any(String) },
    ],
  })
  expect(await target.db.selectFrom('product').select('id').execute()).toEqual([])
})

describe('a generated catalogue', () => {
  const pattern = JSON.parse(readFileSync(path.join(__dirname, '../../../../../data/catalogue.json'), 'utf8')) as Pattern

  test('is sound, as large as asked for, and the same for the same seed', async () => {
    const [first, again, other] = [1, 1, 2].map((seed, i) => ({ file: path.join(folder, `${i}.json`), seed }))
    for (const { file, seed } of [first, again, other].filter((made) => made !== undefined)) expect(await writeCatalogue(file, generateCatalogue(pattern, 1_203, seed))).toBe(1_203)
    const read = (made: typeof first) => readFileSync(made?.file ?? '', 'utf8')
    expect(read(again)).toBe(read(first))
    expect(read(other)).not.toBe(read(first))
    const outcome = await importCatalogue(target.db, await openCatalogueFile(first?.file ?? ''), TODAY)
    expect(outcome).toMatchObject({ status: 'imported', products: 1_203 })
    const listed = await target.db.selectFrom('product_listing').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    expect(listed.n).toBeGreaterThan(600)
  })
})

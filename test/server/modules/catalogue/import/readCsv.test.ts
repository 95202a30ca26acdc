import { CSV_HEADER } from '../../../../../server/modules/catalogue/import/csvColumns'
import { readCsv } from '../../../../../server/modules/catalogue/import/readCsv'
import type { SourceRow } from '../../../../../server/modules/catalogue/import/source'

async function read(...lines: string[]): Promise<SourceRow[]> {
  const rows: SourceRow[] = []
  for await (const row of readCsv((async function* () { yield lines.join('\n') })())) rows.push(row)
  return rows
}

const HEADER = CSV_HEADER.join(',')
const MILK = 'milk,"鲜牛奶, 950ml",云岭,950ml,dairy,chilled,云南,好喝,glass-of-milk|butter,t1,3,12,牛奶|早餐,10,乳品'
const FIRST = `${MILK},b1,2026-05-01,,21,10,1580,0.5:70|0:20,active`
const FURTHER = ',,,,,,,,,,,,,,,b2,,3,21,5,1580,,'

test('one row is one batch, and the rows of a product make one entry', async () => {
  const [category, product] = await read(HEADER, FIRST, FURTHER)
  expect(category).toMatchObject({ kind: 'newCategory', value: { slug: 'dairy', name: '乳品', icon: 'package', tint: 't1' } })
  expect(product).toMatchObject({
    kind: 'product',
    value: {
      code: 'milk',
      name: '鲜牛奶, 950ml',
      icons: ['glass-of-milk', 'butter'],
      minDaysAtDelivery: 3,
      keywords: ['牛奶', '早餐'],
      batches: [
        { code: 'b1', productionDate: '2026-05-01', shelfLifeDays: 21, stock: 10, listPriceCents: 1580, ladder: [{ minRatio: 0.5, percent: 70 }, { minRatio: 0, percent: 20 }], status: 'active' },
        { code: 'b2', producedDaysAgo: 3, shelfLifeDays: 21, stock: 5, listPriceCents: 1580, ladder: [] },
      ],
    },
  })
})

test('a column that is missing says nothing; an empty cell says nothing either, but for a ladder, a description and keywords', async () => {
  const entry = async (header: string, row: string) => {
    const product = (await read(header, row)).find((found) => found.kind === 'product')
    return product?.kind === 'product' ? product.value : null
  }
  const short = await entry('code,name,batchCode,category,brand,spec,storage,origin,icons,tint,minDaysAtDelivery,soldCount,listedDaysAgo,shelfLifeDays,listPriceCents', 'milk,鲜牛奶,b1')
  expect(short).toEqual({ code: 'milk', name: '鲜牛奶', batches: [{ code: 'b1' }] })
  const empty = await entry(HEADER, `milk,鲜牛奶${','.repeat(CSV_HEADER.length - 2)}`)
  expect(empty).toEqual({ code: 'milk', name: '鲜牛奶', description: '', keywords: [], batches: [{ ladder: [] }] })
})

test('a place in the file is a line and a column, of the batch where a batch is meant', async () => {
  const product = (await read(HEADER, FIRST, FURTHER)).find((row) => row.kind === 'product')
  if (product?.kind !== 'product') throw new Error('no product')
  expect([product.place('.name'), product.place('.batches[1].stock'), product.place('.batches[1].code'), product.place('')]).toEqual([
    'line 2, name',
    'line 3, stock',
    'line 3, batchCode',
    'line 2',
  ])
})

test('a cell that is no number reaches the check as it stands', async () => {
  const product = (await read(HEADER, FIRST.replace(',1580,', ',15.8,'))).find((row) => row.kind === 'product')
  expect(product).toMatchObject({ value: { batches: [{ listPriceCents: '15.8' }] } })
})

test.each([
  ['a row that contradicts the first of its product', [HEADER, FIRST, FIRST.replace('云岭', '白桦').replace('b1', 'b2')], { where: 'line 3, brand', reason: 'differs from line 2, which is the same product' }],
  ['a column that is missing', [HEADER.replace('shelfLifeDays,', ''), FIRST], { where: 'line 1', reason: 'these columns are missing: shelfLifeDays' }],
  ['a column that nobody knows', [`${HEADER},colour`, FIRST], { where: 'line 1', reason: 'unknown columns: colour' }],
  ['a quote that never ends', [HEADER, `"${FIRST}`], { where: expect.stringMatching(/^line \d/), reason: expect.stringContaining('not CSV') }],
  ['an empty file', [''], { where: 'the file', reason: 'is empty' }],
])('%s is told as a fault', async (_what, lines, fault) => {
  expect(await read(...lines)).toContainEqual({ kind: 'fault', ...fault })
})

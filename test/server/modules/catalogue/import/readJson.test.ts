import { readJson } from '../../../../../server/modules/catalogue/import/readJson'
import type { SourceRow } from '../../../../../server/modules/catalogue/import/source'

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

async function read(text: string, size = text.length || 1): Promise<SourceRow[]> {
  const rows: SourceRow[] = []
  for await (const row of readJson(inPieces(text, size))) rows.push(row)
  return rows
}

const shown = (rows: SourceRow[]) => rows.map((row) => (row.kind === 'fault' ? [row.where, row.reason] : [row.kind, row.value, row.place('.x')]))

const FILE = `{
  "categories": [
    { "slug": "a" }
  ],
  "hotWords": ["酸奶"],
  "products": [
    { "code": "p",
      "batches": [{ "code": "b" }] },
    "text"
  ]
}
`

test.each([1, 2, 7, 1000])('rows know the line they begin on, in pieces of %i characters', async (size) => {
  expect(shown(await read(FILE, size))).toEqual([
    ['category', { slug: 'a' }, 'line 3, categories[0].x'],
    ['product', { code: 'p', batches: [{ code: 'b' }] }, 'line 7, products[0].x'],
    ['product', 'text', 'line 9, products[1].x'],
    ['hotWords', ['酸奶'], 'hotWords.x'],
  ])
})

test('a file without line breaks is read as well', async () => {
  expect(await read(FILE.replace(/\n/g, ' '), 5)).toHaveLength(4)
})

test.each([
  ['{"categories": [], "products": [,]}', 'line 1', /not JSON/],
  ['{"categories": [],\n"products": [{"a": 1}', 'line 2', /ends too early/],
  ['{"categories": [], "products": []} {}', 'line 1', /not JSON|after the end/],
  ['{"categories": [], "products": []}\n\nmore', 'line 3', /after the end/],
  ['{"categories": [], "products": [], "prices": 1}', 'line 1, prices', /unexpected/],
  ['{"categories": 1, "products": []}', 'line 1, categories', /must be a list/],
  ['{"categories": {}, "products": []}', 'line 1, categories', /must be a list/],
  ['{"categories": [], "categories": [], "products": []}', 'line 1, categories', /twice/],
  ['{"categories": []}', 'the file', /no list "products"/],
  ['[]', 'line 1', /an object with the lists/],
  ['', 'line 1', /ends too early/],
])('%s is told as a fault', async (text, where, reason) => {
  const faults = (await read(text)).filter((row) => row.kind === 'fault')
  expect(faults[0]).toMatchObject({ where, reason: expect.stringMatching(reason) })
})

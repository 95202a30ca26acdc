import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CSV_HEADER } from '../../../server/modules/catalogue/import/csvColumns'
import { startProgram } from '../../support/program'
import { createTestDatabase, type TestDatabase } from '../../support/server'

let database: TestDatabase
let folder: string

jest.setTimeout(180_000)
beforeEach(async () => {
  database = await createTestDatabase()
  folder = mkdtempSync(path.join(os.tmpdir(), 'shop-command-'))
})
afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const run = async (...args: string[]) => {
  const program = startProgram('server/commands/catalogue.ts', args, { DATABASE_URL: database.url, DATA_DIR: folder })
  return { code: await program.ended, output: program.output() }
}
const place = (name: string) => path.join(folder, name)
const csv = (name: string, ...rows: string[]) => {
  writeFileSync(place(name), [CSV_HEADER.join(','), ...rows].join('\n'))
  return place(name)
}
const milk = (code: string, price: string) => `${code},鲜牛奶,云岭,950ml,dairy,chilled,云南,,glass-of-milk,t1,3,12,,10,乳品,b1,,3,400,10,${price},,`
const products = () => database.db.selectFrom('product').select('code').orderBy('code').execute()

test('a sound file is loaded, and again; what changes is on record under the name of who ran it', async () => {
  const first = await run('import', csv('a.csv', milk('milk', '1580'), milk('cream', '990')))
  expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/Checking[\s\S]*Loaded from .*a\.csv: 1 categories, 2 products, 2 batches\./) as string })
  expect(await products()).toEqual([{ code: 'cream' }, { code: 'milk' }])
  expect(await run('import', csv('b.csv', milk('milk', '1480')))).toMatchObject({ code: 0 })
  expect(await database.db.selectFrom('merchant_event').select(['operator', 'action', 'detail']).execute()).toEqual([
    { operator: expect.stringMatching(/^catalogue import( \(.+\))?$/) as string, action: 'importBatch', detail: { before: { listPriceCents: 1580 }, after: { listPriceCents: 1480 } } },
  ])
})

test('of a bad file every fault is told with its line, nothing is loaded, and the command fails', async () => {
  const { code, output } = await run('import', csv('bad.csv', milk('milk', '1580'), milk('cream', '0'), milk('butter', '9.9')))
  expect(code).toBe(1)
  expect(output).toMatch(/line 3, listPriceCents: .*greater or equal to 1/)
  expect(output).toMatch(/line 4, listPriceCents: expected integer/)
  expect(output).toMatch(/Nothing was loaded from .*bad\.csv: 2 faults\./)
  expect(output).not.toMatch(/ at .*\.ts/)
  expect(await products()).toEqual([])
})

test.each(['a.csv', 'a.json'])('the catalogue is written to %s, which loads again', async (name) => {
  await run('import', csv('in.csv', milk('milk', '1580')))
  expect(await run('export', place(name))).toMatchObject({ code: 0, output: expect.stringMatching(/Written to .*: 1 products\./) as string })
  expect(readFileSync(place(name), 'utf8')).toMatch(/milk[\s\S]*1580/)
  expect(readdirSync(folder).filter((file) => file.endsWith('.part'))).toEqual([])
  expect(await run('import', place(name))).toMatchObject({ code: 0 })
})

test('a file that is not there, a format that nobody knows and a word too many end in plain words', async () => {
  const answers = await Promise.all([run('import', place('missing.csv')), run('export', place('a.xlsx')), run('import'), run('generate', 'many', place('a.json'))])
  expect(answers.map(({ code }) => code)).toEqual([1, 1, 1, 1])
  const [missing, format, usage, many] = answers.map(({ output }) => output)
  expect(missing).toContain('cannot be read')
  expect(format).toContain('is neither')
  expect(usage).toContain('usage:')
  expect(many).toContain('COUNT is a number')
  for (const { output } of answers) expect(output).not.toMatch(/ at .*\.ts/)
})

test('a made-up catalogue loads', async () => {
  expect(await run('generate', '30', place('made.json'))).toMatchObject({ code: 0 })
  expect(await run('import', place('made.json'))).toMatchObject({ code: 0, output: expect.stringContaining('30 products') as string })
})

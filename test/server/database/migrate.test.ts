import { sql } from 'kysely'
import { migrate } from '../../../server/database/migrate'
import { migrations } from '../../../server/database/migrations'
import { createTestDatabase, type TestDatabase } from '../../support/server'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase({ migrated: false })
})
afterEach(() => database.drop())

test('brings an empty database up to date, once', async () => {
  expect(await migrate(database.url)).toEqual(Object.keys(migrations))
  expect(await migrate(database.url)).toEqual([])
})

test('instances that start at once run every migration once', async () => {
  const ran = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url)))
  expect(ran.flat().sort()).toEqual(Object.keys(migrations).sort())
})

test('names are numbered in the order in which they run', () => {
  const names = Object.keys(migrations)
  expect(names).toEqual([...names].sort())
  names.forEach((name, i) => expect(name).toMatch(new RegExp(`^${String(i + 1).padStart(4, '0')}_[a-z_]+$`)))
})

test('a database of a newer version is told in plain words', async () => {
  await migrate(database.url)
  await sql`insert into kysely_migration (name, timestamp) values ('9999_future', '2030-01-01')`.execute(database.db)
  await expect(migrate(database.url)).rejects.toThrow(/newer version of the shop/)
})

test('numbers and days come back as numbers and days', async () => {
  const { rows } = await sql<{ big: number; day: string }>`select 9007199254740991::int8 as big, date '2026-05-20' as day`.execute(database.db)
  expect(rows).toEqual([{ big: 9007199254740991, day: '2026-05-20' }])
})

test('the database itself refuses what no batch can be', async () => {
  await migrate(database.url)
  const insert = (values: string) => sql`insert into batch (id, product_id, code, production_date, shelf_life_days, expires_on, stock, reserved, list_price_cents) values (gen_random_uuid(), gen_random_uuid(), 'x', ${sql.raw(values)})`.execute(database.db)
  await expect(insert("'2026-01-01', 0, '2026-01-01', 1, 0, 100")).rejects.toThrow(/shelf_life/)
  await expect(insert("'2026-01-01', 10, '2026-01-12', 1, 0, 100")).rejects.toThrow(/batch_dates/)
  await expect(insert("'2026-01-01', 10, '2026-01-11', 1, 2, 100")).rejects.toThrow(/batch_reserved/)
})

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql, type Kysely } from 'kysely'
import type { Database } from '../../server/database/schema'

/** Where in the database and below `folder` any of `needles` is found: each column of each table, and every file. */
export async function findTraces(db: Kysely<Database>, folder: string, needles: Record<string, string>): Promise<string[]> {
  const found: string[] = []
  for (const table of await tablesOf(db)) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(table)} t`.execute(db)
    for (const [name, needle] of Object.entries(needles)) if (rows.some(({ row }) => row.includes(needle))) found.push(`${name} in table ${table}`)
  }
  for (const file of filesBelow(folder)) {
    const content = readFileSync(file).toString('latin1')
    for (const [name, needle] of Object.entries(needles)) if (content.includes(needle) || file.includes(needle)) found.push(`${name} in ${path.relative(folder, file)}`)
  }
  return found.sort()
}

/** Rows of every table, by its name. */
export async function countRows(db: Kysely<Database>): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of await tablesOf(db)) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)
    counts[table] = rows[0]?.n ?? 0
  }
  return counts
}

/** Tables that know a shopper: by a column that says so, or by a key that leads to an account. */
export async function tablesWithUsers(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`
    select c.table_name from information_schema.columns c
    join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and (c.column_name like '%user_id' or c.column_name like '%phone_mark' or c.column_name in ('openid', 'unionid', 'nickname'))
    union
    select k.table_name from information_schema.referential_constraints r
    join information_schema.key_column_usage k on k.constraint_name = r.constraint_name and k.constraint_schema = r.constraint_schema
    join information_schema.constraint_column_usage u on u.constraint_name = r.constraint_name and u.constraint_schema = r.constraint_schema
    where u.table_name = 'user_account'
  `.execute(db)
  return rows.map((row) => row.table_name).sort()
}

async function tablesOf(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`
    select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name
  `.execute(db)
  return rows.map((row) => row.table_name)
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []))
}

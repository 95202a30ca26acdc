import type { Insertable, Kysely, Transaction } from 'kysely'
import type { Database } from '../../../database/schema'
import { excluded } from '../../../database/upsert'
import { newId } from '../../../ids'
import type { CategoryTable } from '../tables'
import type { CheckedCatalogue } from './check'
import type { CategoryEntry } from './format'

export interface CategoryWish {
  /** New, or other than the shop has them. */
  changed: Insertable<CategoryTable>[]
  /** Ids of those whose name changes. */
  renamed: string[]
  /** To be made after all others, where the shop has none of their slug. */
  added: CategoryEntry[]
}

/** What the file wants of the shop's categories. A list of categories says their order too. */
export async function compareCategories(db: Kysely<Database>, { categories, newCategories }: CheckedCatalogue): Promise<CategoryWish> {
  const known = new Map((await db.selectFrom('category').selectAll().execute()).map((row) => [row.slug, row]))
  const wanted = categories.map((entry, position) => ({ id: known.get(entry.slug)?.id ?? newId(), ...entry, position }))
  const differs = (row: CategoryTable, name: keyof CategoryTable) => known.get(row.slug)?.[name] !== row[name]
  return {
    changed: wanted.filter((row) => (['name', 'icon', 'tint', 'position'] as const).some((name) => differs(row, name))),
    renamed: wanted.filter((row) => known.has(row.slug) && differs(row, 'name')).map(({ id }) => id),
    added: newCategories.filter(({ slug }) => !known.has(slug)),
  }
}

export async function storeCategories(trx: Transaction<Database>, { changed, added }: CategoryWish): Promise<void> {
  if (changed.length > 0) {
    await trx
      .insertInto('category')
      .values(changed)
      .onConflict((conflict) => conflict.column('slug').doUpdateSet(excluded(['name', 'icon', 'tint', 'position'])))
      .execute()
  }
  if (added.length === 0) return
  const { last } = await trx.selectFrom('category').select((eb) => eb.fn.max<number | null>('position').as('last')).executeTakeFirstOrThrow()
  const rows = added.map((category, i) => ({ id: newId(), ...category, position: (last ?? -1) + 1 + i }))
  await trx.insertInto('category').values(rows).onConflict((conflict) => conflict.column('slug').doNothing()).execute()
}

export async function productsOfRenamed(trx: Transaction<Database>, { renamed }: CategoryWish): Promise<string[]> {
  if (renamed.length === 0) return []
  return (await trx.selectFrom('product').select('id').where('category_id', 'in', renamed).execute()).map(({ id }) => id)
}

/** By slug. */
export async function categoryIds(trx: Transaction<Database>): Promise<Map<string, string>> {
  const rows = await trx.selectFrom('category').select(['id', 'slug']).execute()
  return new Map(rows.map(({ id, slug }) => [slug, id]))
}

/** The category that a product was checked to have. */
export function categoryId(categories: ReadonlyMap<string, string>, slug: string): string {
  const id = categories.get(slug)
  if (id === undefined) throw new Error(`there is no category ${slug}`)
  return id
}

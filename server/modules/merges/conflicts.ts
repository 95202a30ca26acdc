import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'

/** The other account that this shopper's WeChat leads to, by the conflict found last; null where there is none any more. */
export async function findConflict(db: Kysely<Database>, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('union_conflict')
    .innerJoin('union_link', 'union_link.unionid', 'union_conflict.unionid')
    .innerJoin('user_account', 'user_account.id', 'union_link.user_id')
    .select('union_link.user_id')
    .where('union_conflict.user_id', '=', userId)
    .where('union_link.user_id', '!=', userId)
    .where('user_account.status', '=', 'active')
    .orderBy('union_conflict.found_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.user_id ?? null
}

import type { ColumnType, Selectable } from 'kysely'

export interface AccountMergeTable {
  id: string
  /** Whose session started it; this account goes on. */
  survivor_id: string
  /** Null until the other side is proven, if it was named by a number: before, nobody looks for the owner. */
  other_id: string | null
  started_by: 'phone' | 'wechat'
  /** The number that was named, sealed. */
  phone: string | null
  /** The one code that proves the other side. */
  sms_code_id: string | null
  status: 'open' | 'joined' | 'undone' | 'cancelled'
  created_at: Date
  other_proven_at: Date | null
  joined_at: Date | null
  undone_at: Date | null
  /** JSON by kind of part: which rows came over, for the undo. Null before, and again once it is final. */
  moved: ColumnType<Record<string, unknown> | null, string | null, string | null>
}

export type AccountMerge = Selectable<AccountMergeTable>

export interface MergeTables {
  account_merge: AccountMergeTable
}

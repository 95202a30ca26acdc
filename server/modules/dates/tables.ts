/** A delivered batch that its buyer has eaten or thrown away. */
export interface FinishedLineTable {
  order_id: string
  batch_id: string
  finished_at: Date
}

/** The wish to be reminded of a delivered batch before its date. */
export interface ExpiryReminderTable {
  order_id: string
  batch_id: string
  /** Day in Shanghai. */
  remind_on: string
  /** `missed`: nothing was told before the date was past. */
  status: 'waiting' | 'sent' | 'missed'
  /** Whether the shopper allowed a message in WeChat; what became of it stands in the notice. */
  message: 'none' | 'granted'
  created_at: Date
  sent_at: Date | null
}

export interface DateTables {
  finished_line: FinishedLineTable
  expiry_reminder: ExpiryReminderTable
}

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
  /**
   * The message in WeChat: `granted` once the shopper allowed one, `due` with the notice. `sending` is written before the call
   * and stays when the process dies in it, as good as `unsure`: it may have arrived, and is not repeated.
   */
  message: 'none' | 'granted' | 'due' | 'sending' | 'sent' | 'refused' | 'unsure'
  next_try_at: Date | null
  created_at: Date
  sent_at: Date | null
}

export interface DateTables {
  finished_line: FinishedLineTable
  expiry_reminder: ExpiryReminderTable
}

export interface AnalyticsTables {
  analytics_receipt: AnalyticsReceiptTable
}

interface AnalyticsReceiptTable {
  /** Of the hit, made by the device. */
  id: string
  received_at: Date
}

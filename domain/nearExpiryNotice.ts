/**
 * What a shopper confirms before buying goods close to their date. Seven-day returns (2017) may be excluded for them only
 * if the buyer confirms it for each purchase. A change of the wording is a new version; confirmations keep both.
 * A lawyer has to confirm the wording before release.
 */
export const NEAR_EXPIRY_NOTICE = {
  version: '2026-11-01',
  wording: '以上商品临近保质期，我已看过每件的到期日。我知道并同意：这些商品购买后不支持七天无理由退货；有质量问题仍可退款。',
} as const

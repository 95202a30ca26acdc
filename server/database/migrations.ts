import type { Migration } from 'kysely'
import * as catalogue from '../migrations/0001_catalogue'
import * as identity from '../migrations/0002_identity'
import * as idempotency from '../migrations/0003_idempotency'
import * as shopperLists from '../migrations/0004_shopper_lists'
import * as sessionsAndRepeats from '../migrations/0005_sessions_and_repeats'
import * as webSignIn from '../migrations/0006_web_sign_in'
import * as accountMerge from '../migrations/0007_account_merge'
import * as listingScale from '../migrations/0008_listing_scale'
import * as privacy from '../migrations/0009_privacy'
import * as avatars from '../migrations/0010_avatars'
import * as analytics from '../migrations/0011_analytics'
import * as cart from '../migrations/0012_cart'
import * as orders from '../migrations/0013_orders'
import * as merchantPage from '../migrations/0014_merchant_page'
import * as refundPhotos from '../migrations/0015_refund_photos'
import * as ordersOfNobody from '../migrations/0016_orders_of_nobody'
import * as merchantRepairs from '../migrations/0017_merchant_repairs'
import * as sessionNumber from '../migrations/0018_session_number'
import * as analyticsMark from '../migrations/0019_analytics_mark'
import * as dates from '../migrations/0020_dates'
import * as reminders from '../migrations/0021_reminders'
import * as nearExpirySection from '../migrations/0022_near_expiry_section'
import * as discountOrder from '../migrations/0023_discount_order'
import * as brandCounts from '../migrations/0024_brand_counts'
import * as orderBatchCode from '../migrations/0025_order_batch_code'
import * as refundLines from '../migrations/0026_refund_lines'
import * as coupons from '../migrations/0027_coupons'
import * as messages from '../migrations/0028_messages'
import * as alerts from '../migrations/0029_alerts'
import * as brandWithinCategory from '../migrations/0030_brand_within_category'

/** In the order in which they run. A list rather than a folder scan: it works from any bundle, and a name cannot go missing. */
export const migrations: Record<string, Migration> = {
  '0001_catalogue': catalogue,
  '0002_identity': identity,
  '0003_idempotency': idempotency,
  '0004_shopper_lists': shopperLists,
  '0005_sessions_and_repeats': sessionsAndRepeats,
  '0006_web_sign_in': webSignIn,
  '0007_account_merge': accountMerge,
  '0008_listing_scale': listingScale,
  '0009_privacy': privacy,
  '0010_avatars': avatars,
  '0011_analytics': analytics,
  '0012_cart': cart,
  '0013_orders': orders,
  '0014_merchant_page': merchantPage,
  '0015_refund_photos': refundPhotos,
  '0016_orders_of_nobody': ordersOfNobody,
  '0017_merchant_repairs': merchantRepairs,
  '0018_session_number': sessionNumber,
  '0019_analytics_mark': analyticsMark,
  '0020_dates': dates,
  '0021_reminders': reminders,
  '0022_near_expiry_section': nearExpirySection,
  '0023_discount_order': discountOrder,
  '0024_brand_counts': brandCounts,
  '0025_order_batch_code': orderBatchCode,
  '0026_refund_lines': refundLines,
  '0027_coupons': coupons,
  '0028_messages': messages,
  '0029_alerts': alerts,
  '0030_brand_within_category': brandWithinCategory,
}

import type { IdempotencyTables } from '../plugins/idempotencyTables'
import type { AnalyticsTables } from '../modules/analytics/tables'
import type { AddressTables } from '../modules/addresses/tables'
import type { AvatarTables } from '../modules/avatars/tables'
import type { CartTables } from '../modules/cart/tables'
import type { CatalogueTables } from '../modules/catalogue/tables'
import type { CouponTables } from '../modules/coupons/tables'
import type { DateTables } from '../modules/dates/tables'
import type { FavouriteTables } from '../modules/favourites/tables'
import type { IdentityTables } from '../modules/identity/tables'
import type { MergeTables } from '../modules/merges/tables'
import type { NoticeTables } from '../modules/notices/tables'
import type { OrderTables } from '../modules/orders/tables'
import type { PaymentTables } from '../modules/payments/tables'

/** Every table, for Kysely. Each module describes its own and is named here. */
export interface Database extends CatalogueTables, IdentityTables, AddressTables, FavouriteTables, CartTables, CouponTables, DateTables, MergeTables, NoticeTables, OrderTables, PaymentTables, AvatarTables, IdempotencyTables, AnalyticsTables {}

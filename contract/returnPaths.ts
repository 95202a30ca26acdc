/**
 * Where a sign-in on WeChat's own page may come back to: the app's pages on H5, and nothing else, so that nobody can
 * send a shopper who has just signed in to a page of his own. `test/contract/returnPaths.test.ts` holds it to the
 * app's table of pages.
 */
export const RETURN_PATHS = [
  '/',
  '/categories',
  '/cart',
  '/mine',
  '/search',
  '/list',
  '/product',
  '/favourites',
  '/dates',
  '/history',
  '/coupons',
  '/addresses',
  '/addresses/edit',
  '/phone',
  '/phone/change',
  '/profile',
  '/merge',
  '/confirm-account',
  '/settings',
  '/sessions',
  '/settings/privacy',
  '/settings/events',
  '/privacy',
  '/agreement',
  '/checkout',
  '/orders',
  '/order',
  '/order/refund',
] as const

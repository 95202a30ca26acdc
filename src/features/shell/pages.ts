// Plain JavaScript inside: config/index.ts imports it, and Taro's loader of the configuration strips no types outside its folder.

/** Every page by name. The mini-program goes by these paths; H5 shows its own addresses. */
export const PAGES = {
  home: '/pages/home/index',
  categories: '/pages/categories/index',
  mine: '/pages/mine/index',
  search: '/pages/search/index',
  list: '/pages/list/index',
  product: '/pages/product/index',
  favourites: '/packages/account/favourites/index',
  addresses: '/packages/account/addresses/index',
  addressForm: '/packages/account/addressForm/index',
  phone: '/packages/account/phone/index',
  phoneChange: '/packages/account/phoneChange/index',
  merge: '/packages/account/merge/index',
  dormant: '/packages/account/dormant/index',
  profile: '/packages/account/profile/index',
  settings: '/packages/account/settings/index',
  sessions: '/packages/account/sessions/index',
  privacySettings: '/packages/account/privacySettings/index',
  securityEvents: '/packages/account/securityEvents/index',
  privacy: '/packages/account/privacy/index',
  agreement: '/packages/account/agreement/index',
}

/** What people read and share on H5. The build hands it to Taro's router (config/index.ts). */
export const H5_PATHS = {
  home: '/',
  categories: '/categories',
  mine: '/mine',
  search: '/search',
  list: '/list',
  product: '/product',
  favourites: '/favourites',
  addresses: '/addresses',
  addressForm: '/addresses/edit',
  phone: '/phone',
  phoneChange: '/phone/change',
  merge: '/merge',
  dormant: '/confirm-account',
  profile: '/profile',
  settings: '/settings',
  sessions: '/sessions',
  privacySettings: '/settings/privacy',
  securityEvents: '/settings/events',
  privacy: '/privacy',
  agreement: '/agreement',
}

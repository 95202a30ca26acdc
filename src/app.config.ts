import { SHOP_NAME } from '../domain/shop'

const isH5 = process.env.TARO_ENV === 'h5'

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/categories/index',
    'pages/cart/index',
    'pages/mine/index',
    'pages/search/index',
    'pages/list/index',
    'pages/product/index',
  ],
  subPackages: [
    {
      root: 'packages/account',
      pages: ['favourites/index', 'history/index', 'addresses/index', 'addressForm/index', 'phone/index', 'phoneChange/index', 'profile/index', 'merge/index', 'dormant/index', 'settings/index', 'sessions/index', 'privacySettings/index', 'securityEvents/index', 'privacy/index', 'agreement/index'],
    },
    { root: 'packages/trade', pages: ['checkout/index', 'orders/index', 'order/index', 'refund/index', 'dates/index', 'coupons/index'] },
  ],
  preloadRule: {
    'pages/mine/index': { network: 'all', packages: ['packages/account', 'packages/trade'] },
    'pages/cart/index': { network: 'all', packages: ['packages/trade'] },
  },
  ...(isH5
    ? {
        // Taro's slide puts a transform on each page, and a transform unhooks everything `fixed` inside it: bars and sheets would scroll away.
        animation: false,
        window: { navigationBarTitleText: SHOP_NAME },
      }
    : {
        darkmode: true,
        themeLocation: 'theme.json',
        window: {
          navigationBarTitleText: SHOP_NAME,
          navigationBarBackgroundColor: '@navBackground',
          navigationBarTextStyle: '@navText',
          backgroundColor: '@ground',
          backgroundTextStyle: '@pullText',
        },
      }),
  tabBar: {
    // On H5 the app draws its own bar (features/shell/TabBar): Taro's is a web component without roles or dark mode,
    // and it alone brings 40 KB of runtime.
    custom: isH5,
    color: isH5 ? '#6a625b' : '@tabColor',
    selectedColor: isH5 ? '#c93a0a' : '@tabSelected',
    backgroundColor: isH5 ? '#ffffff' : '@tabBackground',
    borderStyle: isH5 ? 'black' : ('@tabBorder' as 'black'),
    list: [tab('home', '首页'), tab('categories', '分类'), tab('cart', '购物车'), tab('mine', '我的')],
  },
  // Privacy calls stay locked until the shopper agreed; without the flag WeChat never asks us to show the contract.
  __usePrivacyCheck__: true,
  // The address book of WeChat is the one location call; WeChat refuses it when it is not announced.
  requiredPrivateInfos: ['chooseAddress'],
  lazyCodeLoading: 'requiredComponents',
})

function tab(page: string, text: string) {
  const icon = `tab${page.charAt(0).toUpperCase()}${page.slice(1)}`
  return isH5
    ? { pagePath: `pages/${page}/index`, text }
    : { pagePath: `pages/${page}/index`, text, iconPath: `@${icon}`, selectedIconPath: `@${icon}On` }
}

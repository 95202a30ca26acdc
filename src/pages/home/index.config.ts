import { SHOP_NAME } from '../../../domain/shop'

export default definePageConfig({
  navigationBarTitleText: SHOP_NAME,
  // On H5 Taro would bring a web component for it; there is a button instead.
  enablePullDownRefresh: process.env.TARO_ENV !== 'h5',
})

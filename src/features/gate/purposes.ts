import addressArt from '@/assets/empty/address.png'
import calendarArt from '@/assets/empty/calendar.png'
import cartArt from '@/assets/empty/cart.png'
import favouritesArt from '@/assets/empty/favourites.png'
import listArt from '@/assets/empty/list.png'
import loginArt from '@/assets/empty/login.png'
import { SHOP_NAME } from '@domain/shop'

/** What the sheet says before it asks. */
interface PurposeText {
  art: string
  /** Names what follows. */
  title: string
  /** What the account is needed for, honestly. */
  text: string
  /** Said once the action has completed by itself, where the screen does not show it anyway. */
  done?: string
}

/** Why a shopper is asked to sign in, by key. A new gate adds its own. */
export const purposes = {
  favourite: { art: favouritesArt, title: '登录后就收藏好了', text: '登录只为记住你的收藏、地址和订单。降价和补货时可以提醒你。', done: '已收藏' },
  favourites: { art: favouritesArt, title: '登录后看你的收藏', text: '登录只为记住你的收藏、地址和订单，换手机也在。' },
  addresses: { art: addressArt, title: '登录后管理收货地址', text: '地址只用来送货，随时可以删除。' },
  orders: { art: listArt, title: '登录后看你的订单', text: '登录只为记住你的收藏、地址和订单，换手机也在。' },
  coupon: { art: loginArt, title: '登录后就领到了', text: '优惠券记在你的账号里，换手机也在。', done: '已领到' },
  dates: { art: calendarArt, title: '登录后看到期日', text: '买到手的每一份还剩几天，都记在你的账号里。' },
  checkout: { art: cartArt, title: '登录后接着结算', text: '下单要有收货地址和联系电话，只用来送货。' },
  remind: { art: calendarArt, title: '登录后就提醒你', text: '降价、补货或快到期时告诉你，随时可以关。', done: '到时在“我的”里告诉你' },
  phone: { art: loginArt, title: '登录后绑定手机号', text: '手机号只用来联系送货和找回账号。' },
  sessions: { art: loginArt, title: '登录后看登录设备', text: '看看账号在哪些设备上登录，不认识的随时退出。' },
  privacyData: { art: loginArt, title: '登录后管理你的数据', text: '登录后可以撤回同意、导出数据、看账号动态，或注销账号。' },
  account: { art: loginArt, title: `登录${SHOP_NAME}`, text: '登录只为记住你的收藏、地址和订单，换手机也在。', done: '已登录' },
} satisfies Record<string, PurposeText>

export type Purpose = keyof typeof purposes

/** The key comes from storage, where an older app may have left one that is gone. */
export function purposeText(key: string): PurposeText {
  return key in purposes ? purposes[key as Purpose] : purposes.account
}

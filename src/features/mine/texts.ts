import { SHOP_NAME } from '@domain/shop'

export const texts = {
  title: '我的',
  guestName: '点此登录',
  guestNote: '收藏、地址，换手机也在',
  unavailable: '网络不通，暂时看不到账号',
  unavailableNote: '登录还在，连上网络就好',
  retry: '重试',
  loading: '正在确认登录状态',
  defaultName: (id: string) => `${SHOP_NAME}会员 ${id.slice(-4)}`,
  noPhone: '未绑定手机号',
  account: '我的账号',
  favourites: '收藏',
  favouriteCount: (count: number) => `${count} 件`,
  addresses: '收货地址',
  addressCount: (count: number) => `${count} 个`,
  phone: '手机号',
  unbound: '未绑定',
  more: '更多',
  settings: '设置',
  settingsValue: '大字号 · 深色',
  privacyData: '隐私与数据',
}

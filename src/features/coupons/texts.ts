import type { CouponStatus } from '@contract/coupons'

export const texts = {
  title: '优惠券',
  tabs: '领券和我的券',
  tab: { claim: '领券', unused: '可用', used: '已使用', expired: '已过期' } satisfies Record<CouponStatus | 'claim', string>,
  // What a coupon is.
  off: (yuan: string) => `减 ${yuan} 元`,
  from: (yuan: string) => `满 ${yuan} 可用`,
  allGoods: '全场商品',
  goodsOf: (category: string) => `限${category}`,
  // When it is good.
  validDays: (days: number) => (days === 1 ? '领取当天有效' : `领取后 ${days} 天内有效`),
  between: (from: string, until: string) => `${from}至${until}有效`,
  until: (day: string) => `有效期至${day}`,
  lastDay: '今天最后一天',
  startsOn: (day: string) => `${day}起可用`,
  expiredOn: (day: string) => `${day}已过期`,
  claimUntil: (day: string) => `领取截至${day}`,
  left: (count: number) => `只剩 ${count} 张`,
  // Claiming.
  claimList: '可以领的优惠券',
  claim: '领取',
  claimOf: (title: string, off: string) => `领取${title}，${off}`,
  claimed: '已领取',
  use: '去使用',
  useOf: (title: string) => `去使用${title}`,
  nothing: '现在没有可以领的券',
  nothingHint: '有新的券会放在这里，先去看看今天的好价',
  browse: '去逛逛',
  failed: '优惠券没有加载出来',
  // The shopper's own.
  ownList: (tab: string) => `${tab}的优惠券`,
  empty: { unused: '还没有可用的券', used: '还没有用过券', expired: '没有过期的券' } satisfies Record<CouponStatus, string>,
  emptyHint: { unused: '领一张，下单时自动用上最省的', used: '用过的券和订单会列在这里', expired: '没有浪费，真好' } satisfies Record<CouponStatus, string>,
  toClaim: '去领券',
  order: '看订单',
  orderOf: (title: string, number: string) => `看用了${title}的订单 ${number}`,
  end: (count: number) => `一共 ${count} 张`,
}

import { ORDER_LINE_LIMIT } from '@contract/limits'

/** Where checkout begins, in the main package. */
export const startTexts = {
  checkout: '去结算',
  checkoutCount: (count: number) => `去结算，${count} 种`,
  tooMany: `一次最多结算 ${ORDER_LINE_LIMIT} 种，先少选一些`,
  buyNow: '立即购买',
  buyNowCount: (count: number) => `立即购买，${count} 件`,
}

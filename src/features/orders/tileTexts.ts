/** The orders' part of the page "mine": apart, because it is in the main package. */
export const tileTexts = {
  title: '我的订单',
  all: '全部',
  allLabel: '全部订单',
  groups: { unpaid: '待付款', toShip: '待发货', toReceive: '待收货', refund: '退款' },
  count: (name: string, count: number) => `${name}，${count} 个`,
}

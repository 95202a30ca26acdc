import { ORDER_REMARK_MAX_LENGTH } from '@contract/limits'

export const texts = {
  title: '确认订单',
  // Nothing to check out.
  empty: '没有要结算的商品',
  emptyHint: '从购物车里选好，再来结算',
  toCart: '去购物车',
  failed: '没能算出这一单，请再试一次',
  // Address.
  address: '收货地址',
  chooseAddress: '选择收货地址',
  changeAddress: (words: string) => `${words}，换一个地址`,
  addAddress: '新增收货地址',
  addressMissing: '还没有收货地址',
  addressMissingHint: '填好地址，才知道几天能到、到手还剩几天',
  // Lines.
  lines: '商品',
  // What changed since it was seen.
  changed: (count: number) => `${count} 处有变化`,
  changedNow: '刚刚有变化，没有下单',
  changedHint: '请看过新的价格和数量，再提交一次',
  fell: (name: string, from: string, to: string) => `${name}从 ${from} 降到 ${to}，按低的算`,
  rose: (name: string, from: string, to: string) => `${name}从 ${from} 涨到 ${to}`,
  short: (name: string, count: number) => (count > 0 ? `${name}只剩 ${count} 件` : `${name}卖完了`),
  expired: (name: string) => `${name}已过最佳食用日期，停止销售`,
  tooClose: (name: string) => `${name}送到这个地址时太临近日期，不能购买`,
  unavailable: (name: string) => `${name}已下架`,
  goneGoods: '有商品',
  adjust: '按现有的继续',
  // Goods near their date.
  nearExpiry: '临期商品确认',
  confirm: '我已看过以上商品的到期日，并同意',
  confirmMissing: '请先确认临期商品，再提交',
  confirmAgain: '说明或商品有变化，请重新确认临期商品',
  // The rest.
  remark: '备注',
  remarkHint: `选填，最多 ${ORDER_REMARK_MAX_LENGTH} 字，比如放门口`,
  saved: '比原价省',
  total: '合计',
  window: (minutes: number) => `提交后为你保留 ${minutes} 分钟，价格不再变`,
  submit: '提交订单',
  updating: '正在重新计算',
  seeUnpaid: '看待付款的订单',
}

import { EXPIRED_SHOWN_DAYS } from '@contract/limits'

export const texts = {
  title: '我的到期日',
  good: '还能吃',
  expired: '已过期',
  expiredHint: `过期的在这里留 ${EXPIRED_SHOWN_DAYS} 天，请别再吃`,
  failed: '到期日没有加载出来',
  empty: '还没有到货的东西',
  emptyHint: '订单送达后，每一份还剩几天都列在这里',
  browse: '去逛逛',
  end: (count: number) => `一共 ${count} 份`,
  units: (count: number) => `× ${count}`,
  /** The batch that the date is of. */
  produced: (day: string) => `${day}生产`,
  openOrder: '看订单',
  openOrderOf: (name: string, number: string) => `看${name}的订单 ${number}`,
  finish: '吃完了',
  finishName: (name: string) => `${name}吃完了，从列表里拿掉`,
  discard: '拿掉',
  discardName: (name: string) => `把${name}从列表里拿掉`,
  taken: (name: string) => `“${name}”已拿掉`,
  undo: '撤销',
  takeFailed: '没能拿掉，请再试一次',
  undoFailed: '没能放回来，请再试一次',
}

/** Who carries parcels, by the short names that WeChat's shipping information uses. */
export const CARRIERS = {
  SF: '顺丰速运',
  ZTO: '中通快递',
  YTO: '圆通速递',
  STO: '申通快递',
  YD: '韵达速递',
  JTSD: '极兔速递',
  JD: '京东快递',
  EMS: '邮政 EMS',
  DBL: '德邦快递',
} as const

export type Carrier = keyof typeof CARRIERS

export function isCarrier(text: string): text is Carrier {
  return Object.hasOwn(CARRIERS, text)
}

/** What a shopper reads; a short name that is gone from the table stands for itself. */
export function carrierName(carrier: string): string {
  return isCarrier(carrier) ? CARRIERS[carrier] : carrier
}

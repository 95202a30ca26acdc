/**
 * What the parcel costs, in cents. Nothing: the price on the shelf is the price paid. An operator who charges changes it here
 * alone. `goodsCents` is before a coupon: whoever has enough in the cart for a free parcel does not lose it by a discount.
 */
export function freightOf(_goodsCents: number, _regionCode: string | null): number {
  return 0
}

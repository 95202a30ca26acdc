import type { OwnCoupon, OwnCouponPage } from '../../contract/coupons'
import { addDays, todayInShanghai } from '../../domain/calendarDay'
import { createCampaign, type NewCoupon } from '../../server/modules/coupons/campaigns'
import { MANAGER, type Buyer, type OrderApp } from './orders'

export function newCoupon(today: string, over: Partial<NewCoupon> = {}): NewCoupon {
  return { title: '满减券', amountCents: 500, thresholdCents: 2000, category: null, quantity: 100, claimFrom: today, claimUntil: addDays(today, 29), validity: { days: 30 }, ...over }
}

type Shopper = Pick<Buyer, 'token'>

/** Coupons over an app under test: 5 yuan off from 20 on unless said otherwise. */
export function withCoupons(t: OrderApp) {
  const offer = (over: Partial<NewCoupon> = {}) => createCampaign(t.deps, MANAGER, newCoupon(todayInShanghai(t.clock.now()), over))
  const claim = ({ token }: Shopper, couponId: string) => t.call('POST', '/v1/me/coupons', { token, body: { couponId } })
  return {
    offer,
    claim,
    /** Offers one and claims it. */
    claimed: async (shopper: Shopper, over: Partial<NewCoupon> = {}): Promise<string> => {
      const id = await offer(over)
      const response = await claim(shopper, id)
      if (response.statusCode !== 200) throw new Error(response.body)
      return response.json<OwnCoupon>().couponId
    },
    own: async ({ token }: Shopper, status: OwnCoupon['status'] = 'unused'): Promise<OwnCoupon[]> => (await t.call('GET', `/v1/me/coupons?status=${status}`, { token })).json<OwnCouponPage>().items,
  }
}

import { addDays, todayInShanghai } from '@domain/calendarDay'
import { formatPrice } from '@domain/money'
import { StartupError } from '../errors'
import { createCampaign, listCampaigns, stopCampaign, type Campaign, type NewCoupon } from '../modules/coupons/campaigns'
import type { BackOfficeDeps } from '../modules/orders/deps'
import type { Operator } from '../modules/orders/merchant/roles'

export const COUPON_USAGE = `  coupon list                     the latest first: claimed, used, and whether it can still be claimed
  coupon create TITLE off=YUAN from=YUAN units=NUMBER days=NUMBER [claim=DAY..DAY] [category=SLUG]
                                  valid for so many days from the claim on; valid=DAY..DAY instead of days= for fixed ones;
                                  claimed for 30 days from today unless said otherwise
  coupon stop ID                  nobody claims it any more; what was claimed stays good`

const LIST_AT_MOST = 100
const CLAIM_DAYS = 30
const ID = /^[0-9a-f-]{36}$/
const YUAN = /^(\d{1,6})(?:\.(\d{1,2}))?$/
const NUMBER = /^\d{1,7}$/
const SPAN = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/
const FIELDS = ['off', 'from', 'units', 'days', 'valid', 'claim', 'category']

/** `npm run merchant -- coupon …`. */
export async function couponCommand(deps: BackOfficeDeps, operator: Operator, [verb, first = '', ...rest]: string[]): Promise<string[]> {
  if (verb === 'list') {
    const campaigns = await listCampaigns(deps, operator, LIST_AT_MOST)
    return campaigns.length === 0 ? ['none'] : campaigns.map(lineOf)
  }
  if (verb === 'create') return [await createCampaign(deps, operator, couponOf(first, rest, todayInShanghai(deps.clock.now())))]
  if (verb === 'stop' && ID.test(first)) {
    await stopCampaign(deps, operator, first)
    return ['done']
  }
  throw new StartupError(COUPON_USAGE)
}

function lineOf({ id, title, amountCents, thresholdCents, category, quantity, claimed, used, claimFrom, claimUntil, validity, status }: Campaign): string {
  const days = 'days' in validity ? `领取后 ${validity.days} 天` : `${validity.startsOn}..${validity.endsOn}`
  return `${id}  ${status}  ${title}  满 ${formatPrice(thresholdCents)} 减 ${formatPrice(amountCents)}${category === null ? '' : `（${category}）`}  ${claimFrom}..${claimUntil} 可领  ${days}有效  已领 ${claimed}/${quantity}，已用 ${used}`
}

function couponOf(title: string, words: string[], today: string): NewCoupon {
  const given = new Map(words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]))
  if ([...given.keys()].some((name) => !FIELDS.includes(name)) || given.has('days') === given.has('valid')) throw new StartupError(COUPON_USAGE)
  const claim = given.has('claim') ? spanOf(given.get('claim')) : { from: today, until: addDays(today, CLAIM_DAYS - 1) }
  return {
    title,
    amountCents: centsOf(given.get('off')),
    thresholdCents: centsOf(given.get('from')),
    category: given.get('category') ?? null,
    quantity: numberOf(given.get('units')),
    claimFrom: claim.from,
    claimUntil: claim.until,
    validity: given.has('days') ? { days: numberOf(given.get('days')) } : fixedDays(given.get('valid')),
  }
}

function fixedDays(text: string | undefined): NewCoupon['validity'] {
  const { from, until } = spanOf(text)
  return { startsOn: from, endsOn: until }
}

/** `12.5` → 1250, without a float on the way. */
function centsOf(text = ''): number {
  const [, yuan, fraction = ''] = YUAN.exec(text) ?? []
  if (yuan === undefined) throw new StartupError(COUPON_USAGE)
  return Number(yuan) * 100 + Number(fraction.padEnd(2, '0'))
}

function numberOf(text = ''): number {
  if (!NUMBER.test(text)) throw new StartupError(COUPON_USAGE)
  return Number(text)
}

function spanOf(text = ''): { from: string; until: string } {
  const [, from, until] = SPAN.exec(text) ?? []
  if (from === undefined || until === undefined) throw new StartupError(COUPON_USAGE)
  return { from, until }
}

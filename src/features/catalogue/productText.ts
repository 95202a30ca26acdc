import type { Offer, ProductSummary } from '@contract/catalogue'
import { formatDiscount, formatPrice } from '@domain/money'
import { bestBefore, dayInWords, daysLeft, daysLeftOnArrival, shelfLifeLeft, todayOf } from '@/components/formatDate'
import { spokenPrice } from '@/components/Price'
import { texts } from './texts'

/** Name and pack size, as one would ask for it. */
export function fullName({ name, spec }: Pick<ProductSummary, 'name' | 'spec'>): string {
  return spec && !name.includes(spec) ? `${name} ${spec}` : name
}

/** `可可里 · 常温` */
export function makerLine({ brand, storage }: Pick<ProductSummary, 'brand' | 'storage'>): string {
  return [brand, texts.storage[storage]].filter(Boolean).join(' · ')
}

/** `12月6日起 ¥24.90`, or null where the price will not fall any more. */
export function nextStepText(offer: Pick<Offer, 'nextStep' | 'expiresOn' | 'remainingDays'>): string | null {
  const { nextStep } = offer
  return nextStep && texts.dropsTo(dayInWords(nextStep.startsOn, todayOf(offer)), formatPrice(nextStep.priceCents))
}

/** A card in one sentence: a screen reader stops once at it, not at each of its parts. `onArrival`: days left at the door. */
export function spokenCard(product: ProductSummary, onArrival: number): string {
  const { offer } = product
  const parts = [fullName(product), makerLine(product)]
  if (!offer) return [...parts, texts.soldOut].join('，')
  const discount = formatDiscount(offer.pricePercent)
  return [
    ...parts,
    offer.nearExpiry && texts.freshness[offer.freshness],
    daysLeft(offer.remainingDays),
    daysLeftOnArrival(onArrival),
    bestBefore(offer.expiresOn, todayOf(offer)),
    shelfLifeLeft(offer.remainingRatio),
    texts.priceIs(spokenPrice(offer.priceCents)),
    discount && `${texts.listPrice(spokenPrice(offer.listPriceCents))}，${discount}`,
    nextStepText(offer),
  ]
    .filter(Boolean)
    .join('，')
}

/** Every date is that of a batch, and says of which. */
export function batchText(code: string): string {
  return texts.batch(code)
}

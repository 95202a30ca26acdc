/** What a shopper is told of a favourite. */
export type AlertKind = 'backInStock' | 'priceFell' | 'lastDays'

/** What is for sale of a product now. */
export interface AlertOffer {
  priceCents: number
  expiresOn: string
  /** In the last stretch before its date. */
  isLast: boolean
}

/** What the shopper has seen of it or was told. */
export interface AlertKnown {
  isAvailable: boolean
  /** Of what was for sale last; null before anything was. */
  cents: number | null
  /** The latest date of whose last days he knows. */
  lastOn: string | null
}

/**
 * What there is to tell, null: nothing. One thing at a time, the most welcome first: each notice says price and days left as
 * well, so that nothing else needs a second one. Last days are told once for a date, and not of an earlier one after a later.
 */
export function alertNews({ isAvailable, cents, lastOn }: AlertKnown, offer: AlertOffer | null): AlertKind | null {
  if (!offer) return null
  if (!isAvailable) return 'backInStock'
  if (cents !== null && offer.priceCents < cents) return 'priceFell'
  return offer.isLast && (lastOn === null || offer.expiresOn > lastOn) ? 'lastDays' : null
}

/** Once he has been told, or has looked at the product himself. */
export function knownNow(offer: AlertOffer | null, before: AlertKnown | null): AlertKnown {
  const lastOn = before?.lastOn ?? null
  if (!offer) return { isAvailable: false, cents: before?.cents ?? null, lastOn }
  const isLater = offer.isLast && (lastOn === null || offer.expiresOn > lastOn)
  return { isAvailable: true, cents: offer.priceCents, lastOn: isLater ? offer.expiresOn : lastOn }
}

/** What is noted without a word: that it is sold out, and that it costs more, which the next fall is measured by. */
export function knownQuietly(known: AlertKnown, offer: AlertOffer | null): AlertKnown {
  if (!offer) return { ...known, isAvailable: false }
  const isDearer = known.isAvailable && known.cents !== null && offer.priceCents > known.cents
  return isDearer ? { ...known, cents: offer.priceCents } : known
}

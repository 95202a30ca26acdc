import { alertNews, knownNow, knownQuietly, type AlertKnown, type AlertOffer } from '../../domain/alert'
import { isQuietTime } from '../../domain/reminder'

const offer = (over: Partial<AlertOffer> = {}): AlertOffer => ({ priceCents: 1000, expiresOn: '2026-12-01', isLast: false, ...over })
const known = (over: Partial<AlertKnown> = {}): AlertKnown => ({ isAvailable: true, cents: 1000, lastOn: null, ...over })
const last = offer({ isLast: true })

test.each<[string, AlertKnown, AlertOffer | null, ReturnType<typeof alertNews>]>([
  ['as it was', known(), offer(), null],
  ['dearer', known(), offer({ priceCents: 1001 }), null],
  ['cheaper by a cent', known(), offer({ priceCents: 999 }), 'priceFell'],
  ['sold out', known(), null, null],
  ['still sold out', known({ isAvailable: false }), null, null],
  ['back, at any price', known({ isAvailable: false }), offer({ priceCents: 2000 }), 'backInStock'],
  ['back for the first time', known({ isAvailable: false, cents: null }), offer(), 'backInStock'],
  ['in its last days', known(), last, 'lastDays'],
  ['in them still', known({ lastOn: '2026-12-01' }), last, null],
  ['a later batch in its own', known({ lastOn: '2026-11-30' }), last, 'lastDays'],
  ['an earlier batch after a later', known({ lastOn: '2026-12-02' }), last, null],
  ['cheaper and in its last days: one thing', known(), offer({ priceCents: 900, isLast: true }), 'priceFell'],
])('%s', (_what, before, now, news) => {
  expect(alertNews(before, now)).toBe(news)
  // Whatever was told is not told again.
  if (news) expect(alertNews(knownNow(now, before), now)).toBeNull()
})

test('a rise moves what a fall is measured by, a fall does not move by itself', () => {
  expect(knownQuietly(known(), offer({ priceCents: 1200 }))).toEqual(known({ cents: 1200 }))
  expect(knownQuietly(known(), offer({ priceCents: 800 }))).toEqual(known())
})

test('sold out is noted, and the price of before with it', () => {
  expect(knownQuietly(known(), null)).toEqual(known({ isAvailable: false }))
  expect(knownQuietly(known({ isAvailable: false }), offer({ priceCents: 2000 }))).toEqual(known({ isAvailable: false }))
})

test('whoever looks at a product has seen it as it is', () => {
  expect(knownNow(null, null)).toEqual({ isAvailable: false, cents: null, lastOn: null })
  expect(knownNow(last, null)).toEqual({ isAvailable: true, cents: 1000, lastOn: '2026-12-01' })
  expect(knownNow(offer(), known({ lastOn: '2026-11-01' }))).toMatchObject({ lastOn: '2026-11-01' })
})

test.each([['08:59', true], ['09:00', false], ['20:59', false], ['21:00', true], ['00:00', true]])('at %s it is quiet: %s', (time, isQuiet) => {
  expect(isQuietTime(time)).toBe(isQuiet)
})

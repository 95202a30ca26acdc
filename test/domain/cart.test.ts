import { buyableQuantity, cartChange, cartTotals, type CartGoods } from '@domain/cart'

const goods = (over: Partial<CartGoods> = {}): CartGoods => ({ priceCents: 350, listPriceCents: 1000, stock: 5, unsellableReason: null, ...over })

describe('what changed', () => {
  test.each([
    ['nothing', { quantity: 5, priceSeenCents: 350 }, goods(), false, null],
    ['nothing where no price was noted', { quantity: 1, priceSeenCents: null }, goods(), false, null],
    ['a lower price', { quantity: 1, priceSeenCents: 500 }, goods(), false, 'price'],
    ['a higher price', { quantity: 1, priceSeenCents: 200 }, goods(), false, 'price'],
    ['less stock, whatever the price', { quantity: 6, priceSeenCents: 500 }, goods(), true, 'stock'],
    ['sold out', { quantity: 1, priceSeenCents: 350 }, goods({ stock: 0, unsellableReason: 'soldOut' }), false, 'stock'],
    ['sold out, with another batch', { quantity: 1, priceSeenCents: 350 }, goods({ stock: 0, unsellableReason: 'soldOut' }), true, 'batchReplaced'],
    ['past its date', { quantity: 1, priceSeenCents: 350 }, goods({ unsellableReason: 'expired' }), false, 'expired'],
    ['too close to its date', { quantity: 1, priceSeenCents: 350 }, goods({ unsellableReason: 'tooClose' }), false, 'expired'],
    ['past its date, with another batch', { quantity: 1, priceSeenCents: 350 }, goods({ unsellableReason: 'expired' }), true, 'batchReplaced'],
    ['taken out of sale', { quantity: 1, priceSeenCents: 350 }, goods({ unsellableReason: 'withdrawn' }), false, 'unavailable'],
    ['not known any more', { quantity: 1, priceSeenCents: 350 }, null, false, 'unavailable'],
  ])('%s', (_, wish, stock, hasOther, change) => {
    expect(cartChange(wish, stock, hasOther)).toBe(change)
  })
})

test('what can be bought is what is there, and nothing of what is not for sale', () => {
  expect([buyableQuantity(3, goods()), buyableQuantity(9, goods()), buyableQuantity(3, goods({ unsellableReason: 'expired' })), buyableQuantity(3, null)]).toEqual([3, 5, 0, 0])
})

test('totals are whole cents over what can be bought', () => {
  const lines = [
    { quantity: 2, goods: goods() },
    { quantity: 9, goods: goods({ priceCents: 1, listPriceCents: 3, stock: 3 }) },
    { quantity: 9, goods: goods({ unsellableReason: 'withdrawn' }) },
    { quantity: 1, goods: null },
  ]
  expect(cartTotals(lines)).toEqual({ count: 5, totalCents: 703, savedCents: 1306 })
  expect(cartTotals([])).toEqual({ count: 0, totalCents: 0, savedCents: 0 })
})

test('a price above the list price saves nothing', () => {
  expect(cartTotals([{ quantity: 1, goods: goods({ priceCents: 1100 }) }]).savedCents).toBe(0)
})

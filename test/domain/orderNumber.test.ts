import fc from 'fast-check'
import { orderNumber, orderNumberIn } from '../../domain/orderNumber'

test('has the day for people and ten characters of chance', () => {
  expect(orderNumber('2026-05-20', Uint8Array.from([0, 31, 32, 255, 9, 10, 17, 18, 20, 27]))).toBe('260520-0Z0Z9-AHJMV')
})

test('wants ten bytes', () => {
  expect(() => orderNumber('2026-05-20', new Uint8Array(9))).toThrow(RangeError)
})

test('is found again in itself, in small letters, and in a trade number; WeChat takes all of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.integer({ min: 1, max: 999 }), (bytes, attempt) => {
      const number = orderNumber('2026-05-20', bytes)
      expect([number, number.toLowerCase(), `${number}-${attempt}`].map(orderNumberIn)).toEqual([number, number, number])
      expect(`${number}-${attempt}`).toMatch(/^[0-9A-Za-z_-]{6,32}$/)
    }),
  )
})

test.each(['', '1', '260520', '260520-ILOU0-AAAAA', 'x260520-00000-00000'])('is not in %j', (text) => {
  expect(orderNumberIn(text)).toBeNull()
})

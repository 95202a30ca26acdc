import { isMobileNumber, maskMobileNumber, normaliseMobileNumber } from '@domain/phone'

test.each([
  ['13800138000', true],
  ['19912345678', true],
  ['12800138000', false],
  ['1380013800', false],
  ['138001380000', false],
  ['+8613800138000', false],
  ['', false],
])('%j is a mobile number: %s', (text, expected) => {
  expect(isMobileNumber(text)).toBe(expected)
})

test.each([
  ['+86 138-0013-8000', '13800138000'],
  ['008613800138000', '13800138000'],
  ['8613800138000', '13800138000'],
  [' 138 0013 8000 ', '13800138000'],
  ['86138', '86138'],
])('%j is pasted for %s', (text, number) => {
  expect(normaliseMobileNumber(text)).toBe(number)
})

test('a masked number tells its owner and nobody else', () => {
  expect(maskMobileNumber('13800138000')).toBe('138****8000')
})

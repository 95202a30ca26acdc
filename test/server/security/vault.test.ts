import { createVault } from '../../../server/security/vault'

const vault = createVault('data-key-data-key-data-key-data-key')

test('opens what it sealed', () => {
  expect(vault.open(vault.seal('138 甲', 'row/1'), 'row/1')).toBe('138 甲')
})

test('seals the same text differently every time', () => {
  expect(vault.seal('a', 'row/1')).not.toBe(vault.seal('a', 'row/1'))
})

test.each([
  ['in another row', (sealed: string) => createVault('data-key-data-key-data-key-data-key').open(sealed, 'row/2')],
  ['under another key', (sealed: string) => createVault('another-key-another-key-another-key').open(sealed, 'row/1')],
  ['when changed', (sealed: string) => vault.open(`${sealed.slice(0, -3)}AAA`, 'row/1')],
  ['when cut', (sealed: string) => vault.open(sealed.slice(0, 20), 'row/1')],
  ['of an unknown version', (sealed: string) => vault.open(sealed.replace('v1', 'v2'), 'row/1')],
])('does not open %s', (_name, open) => {
  expect(() => open(vault.seal('secret text', 'row/1'))).toThrow()
})

test('marks are stable, and apart by purpose and key', () => {
  expect(vault.mark('phone', '13800138000')).toBe(vault.mark('phone', '13800138000'))
  expect(vault.mark('phone', '13800138000')).not.toBe(vault.mark('smsCode', '13800138000'))
  expect(vault.mark('phone', '13800138000')).not.toBe(createVault('another-key-another-key-another-key').mark('phone', '13800138000'))
})

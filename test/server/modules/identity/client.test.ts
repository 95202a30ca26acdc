import { networkOf } from '../../../../server/modules/identity/client'

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2408:8207:1234:5678:9abc:def0:1234:5678', '2408:8207:1234::/48'],
  ['2408:8207::1', '2408:8207:0::/48'],
  ['::1', '0:0:0::/48'],
])('%s is kept as %s', (ip, place) => {
  expect(networkOf(ip)).toBe(place)
})

import { BlockList, isIPv4, isIPv6 } from 'node:net'

const GROUPS = 8
const LINE_GROUPS = 4

const inside = new BlockList()
for (const [network, prefix] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16]] as const) inside.addSubnet(network, prefix, 'ipv4')
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

/** Whether an address is of this machine or of a private network, such as a phone's at the developer's home. */
export function isPrivateAddress(ip: string): boolean {
  const address = plain(ip)
  if (isIPv4(address)) return inside.check(address, 'ipv4')
  return isIPv6(address) && inside.check(address, 'ipv6')
}

/**
 * Who counts as one caller where callers are limited: an IPv4 address, or the /64 of an IPv6 address. Every line has a /64
 * at least, and may take another of its 2^64 addresses for each request.
 */
export function lineOf(ip: string): string {
  const address = plain(ip)
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = Array<string>(tail === undefined ? 0 : Math.max(GROUPS - before.length - after.length, 0)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, LINE_GROUPS)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** Without the name of the network card, and IPv4 as itself: a listener on both families reports it as `::ffff:1.2.3.4`. */
function plain(ip: string): string {
  return ip.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
}

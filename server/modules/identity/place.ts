import { BlockList, isIP } from 'node:net'
import IP2Region from 'ip2region'

/** Said where an address tells nothing, or nothing certain: a wrong city frightens more than none. */
export const UNKNOWN_PLACE = '未知地点'

/** The tables (11 MB) are read at the first sign-in: commands and most tests have none. */
let tables: IP2Region | null = null

/**
 * The city of an address, in words: 上海, 浙江杭州, 中国香港, 日本. Looked up in tables that came with the program,
 * so that no address leaves the shop. Cities move between networks; whoever shows it says that it is approximate.
 */
export function placeOf(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  const family = isIP(address)
  if (family === 0) return UNKNOWN_PLACE
  const name = family === 6 ? 'ipv6' : 'ipv4'
  if (own.check(address, name)) return '本机'
  if (local.check(address, name)) return '局域网'
  if (reserved.check(address, name)) return UNKNOWN_PLACE
  tables ??= new IP2Region()
  const found = tables.search(address)
  return found ? inWords(found) : UNKNOWN_PLACE
}

function inWords({ country, province, city }: { country: string; province: string; city: string }): string {
  if (country !== '中国') return country || UNKNOWN_PLACE
  const [wide, narrow] = [shortName(province), shortName(city)]
  if (wide === '') return country
  if (OUTSIDE_MAINLAND.has(wide)) return `${country}${wide}`
  return narrow === '' || narrow === wide ? wide : `${wide}${narrow}`
}

const OUTSIDE_MAINLAND = new Set(['香港', '澳门', '台湾'])

function shortName(region: string): string {
  return region.replace(/(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)$/, '')
}

const own = blocks(['127.0.0.0/8', '::1/128'])
const local = blocks(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', 'fc00::/7', 'fe80::/10'])
/** Carriers' inner networks and what the registries keep for examples: in no city, whatever a table says. */
const reserved = blocks(['0.0.0.0/8', '100.64.0.0/10', '192.0.2.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3', '2001:db8::/32'])

function blocks(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/')
    list.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}

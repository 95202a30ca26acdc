import { parseAddress } from '@domain/addressParse'
import { makeRegionMatcher } from '@domain/regionMatch'
import { allDistricts } from '../../server/modules/regions/regions'
import lines from './addressLines.json'

interface Line {
  text: string
  name: string | null
  phone: string | null
  /** Province, city, district; joined by a slash. */
  region: string | null
  detail: string | null
}

const find = makeRegionMatcher(allDistricts())

function parsed(text: string): Omit<Line, 'text'> {
  const { recipient, phone, region, detail } = parseAddress(text, find)
  return { name: recipient, phone, region: region && `${region.province}/${region.city}/${region.district}`, detail }
}

test.each((lines as Line[]).map((line): [string, Line] => [line.text, line]))('%j', (text, { text: _text, ...expected }) => {
  expect(parsed(text)).toEqual(expected)
})

test('there are sixty lines and more', () => {
  expect(lines.length).toBeGreaterThanOrEqual(60)
})

test.each(['', ' ', '\n', '😀', '#', '：：：', '1'.repeat(500), '省市区'.repeat(100), '\u0001\u0002\u0003'])('finds nothing, and does not fail, in %j', (text) => {
  expect(parsed(text)).toMatchObject({ name: null, phone: null, region: null })
})

test('takes every order of the parts', () => {
  const parts = ['张三', '13800138000', '广东省深圳市南山区科技园科苑路15号']
  for (const [a = '', b = '', c = ''] of [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map((order) => order.map((i) => parts[i]))) {
    expect(parsed(`${a} ${b} ${c}`)).toEqual({ name: '张三', phone: '13800138000', region: '广东省/深圳市/南山区', detail: '科技园科苑路15号' })
  }
})

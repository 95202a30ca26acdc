import { isPlaceholderRegion, regionName } from '@domain/regionName'

describe('regionName', () => {
  test.each([
    [['浙江省', '杭州市', '西湖区'], '浙江省 杭州市 西湖区'],
    [['北京市', '北京市', '朝阳区'], '北京市 朝阳区'],
    [['河南省', '省直辖县级行政区划', '济源市'], '河南省 济源市'],
    [['广东省', '东莞市', '东莞市'], '广东省 东莞市'],
    [['浙江省', '', ''], '浙江省'],
    [[], ''],
  ])('%j reads %s', (parts, expected) => {
    expect(regionName(parts)).toBe(expected)
  })

  test('joins with what it is given', () => {
    expect(regionName(['浙江省', '杭州市', '西湖区'], '')).toBe('浙江省杭州市西湖区')
  })
})

test('only the names of the code table are placeholders', () => {
  expect(isPlaceholderRegion('省直辖县级行政区划')).toBe(true)
  expect(isPlaceholderRegion('杭州市')).toBe(false)
})

import { choiceOf, isLastStep, labelOf, pathTo } from '@/features/regions/regionPath'

const described = (path: { code: string; name: string }[]) => path.map(({ code, name }) => `${code} ${name}`)

test.each([
  ['a district of a city', { code: '330106', names: ['浙江省', '杭州市', '西湖区'] }, ['330000 浙江省', '330100 杭州市']],
  ['a district of a municipality', { code: '110105', names: ['北京市', '北京市', '朝阳区'] }, ['110000 北京市', '110100 北京市']],
  ['a county of a municipality', { code: '500229', names: ['重庆市', '重庆市', '城口县'] }, ['500000 重庆市', '500100 重庆市']],
  ['a city without districts', { code: '441900', names: ['广东省', '东莞市', '东莞市'] }, ['440000 广东省', '441900 东莞市']],
  [
    'a county directly below its province',
    { code: '419001', names: ['河南省', '省直辖县级行政区划', '济源市'] },
    ['410000 河南省', '419000 省直辖县级行政区划'],
  ],
  ['nothing chosen', null, []],
])('the way to %s', (_, choice, expected) => {
  expect(described(pathTo(choice))).toEqual(expected)
})

test('a choice carries the names from the province down', () => {
  const path = [
    { code: '330000', name: '浙江省' },
    { code: '330100', name: '杭州市' },
  ]
  expect(isLastStep(path)).toBe(true)
  expect(choiceOf(path, { code: '330106', name: '西湖区' })).toEqual({ code: '330106', names: ['浙江省', '杭州市', '西湖区'] })
})

test('the code table’s own words are not shown', () => {
  expect(labelOf({ code: '419000', name: '省直辖县级行政区划' })).toBe('直辖县市')
  expect(labelOf({ code: '330100', name: '杭州市' })).toBe('杭州市')
})

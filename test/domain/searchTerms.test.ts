import { queryTerms, searchTerms } from '@domain/searchTerms'

describe('searchTerms', () => {
  test.each([
    ['牛奶', ['牛', '奶', '牛奶']],
    ['鲜牛奶', ['鲜', '牛', '奶', '鲜牛', '牛奶']],
    ['Oat 牛奶 950ml', ['oat', '950ml', '牛', '奶', '牛奶']],
    ['ＡＢＣ　１２', ['abc', '12']],
    ['', []],
    ['🍫!?', []],
  ])('%s', (text, terms) => {
    expect(searchTerms(text).sort()).toEqual(terms.sort())
  })
})

describe('queryTerms', () => {
  test.each([
    ['牛', ['牛']],
    ['牛奶', ['牛奶']],
    ['鲜牛奶', ['鲜牛', '牛奶']],
    ['牛奶 OAT', ['oat', '牛奶']],
    ['牛 奶', ['牛', '奶']],
    ["'; drop table product; --", ['drop', 'product', 'table']],
    ['%_', []],
  ])('%s', (text, terms) => {
    expect(queryTerms(text).sort()).toEqual(terms.sort())
  })

  test.each(['低温鲜牛奶 950ml', '72% 黑巧克力', 'A级燕麦 Oats', '𠮷野家拌面'])('a text is found by itself and by each of its parts: %s', (text) => {
    const index = new Set(searchTerms(text))
    for (const query of [text, ...text.split(' '), ...[...text].slice(0, -1).map((character, i) => character + ([...text][i + 1] ?? ''))]) {
      if (/[a-z0-9]/i.test(query) && query !== text && !text.split(' ').includes(query)) continue
      expect(queryTerms(query).every((term) => index.has(term))).toBe(true)
    }
  })
})

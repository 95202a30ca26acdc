import { historyCleared, searchHistorySlice, wordSearched } from '@/features/search/searchHistorySlice'

const { reducer } = searchHistorySlice
const after = (...words: string[]) => words.reduce((state, word) => reducer(state, wordSearched(word)), reducer(undefined, { type: 'start' })).words

describe('search history', () => {
  it('keeps the latest first, each word once', () => expect(after('牛奶', '面包', ' 牛奶 ')).toEqual(['牛奶', '面包']))
  it('takes no blanks for a word', () => expect(after('   ')).toEqual([]))
  it('keeps twelve', () => expect(after(...Array.from({ length: 20 }, (_, index) => `词${index}`))).toHaveLength(12))
  it('forgets on request', () => expect(reducer({ words: ['牛奶'] }, historyCleared()).words).toEqual([]))
})

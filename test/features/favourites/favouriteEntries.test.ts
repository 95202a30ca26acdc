import type { Favourite, FavouritePage } from '@contract/favourites'
import { findEntry, withAlert, withEntry, withId, withoutEntry, withoutId } from '@/features/favourites/favouriteEntries'
import { makeIds } from '../../support/account/backend'

const entry = (id: string) => ({ product: { id }, addedAt: '2026-11-22T00:00:00.000Z' }) as Favourite
const page = (...ids: string[]): FavouritePage => ({ items: ids.map(entry), nextCursor: null })
const idsOf = (pages: readonly FavouritePage[]) => pages.map(({ items }) => items.map(({ product }) => product.id))

test('an id is kept once, the newest first', () => {
  expect(withId(makeIds(['a']), 'b')).toEqual(makeIds(['b', 'a']))
  expect(withId(makeIds(['a', 'b']), 'b')).toEqual(makeIds(['a', 'b']))
  expect(withoutId(makeIds(['a', 'b']), 'b')).toEqual(makeIds(['a']))
})

test('an alert marks what it is about, and leaves the mark as it goes', () => {
  expect(withAlert(makeIds(['a']), 'b', true)).toEqual(makeIds(['b', 'a'], ['b']))
  expect(withAlert(makeIds(['a'], ['a']), 'a', true)).toEqual(makeIds(['a'], ['a']))
  expect(withAlert(makeIds(['a'], ['a']), 'a', false)).toEqual(makeIds(['a']))
})

test('an entry is found on any page', () => {
  expect(findEntry([page('a'), page('b', 'c')], 'c')).toMatchObject({ pageIndex: 1, index: 1 })
  expect(findEntry([page('a')], 'z')).toBeNull()
})

test('what was taken goes back to its place', () => {
  const before = [page('a', 'b', 'c'), page('d')]
  const taken = findEntry(before, 'b')
  const after = withoutEntry(before, 'b')
  expect(idsOf(after)).toEqual([['a', 'c'], ['d']])
  expect(taken && idsOf(withEntry(after, taken))).toEqual([['a', 'b', 'c'], ['d']])
})

test('others that went meanwhile stay away', () => {
  const before = [page('a', 'b', 'c')]
  const taken = findEntry(before, 'c')
  const after = withoutEntry(withoutEntry(before, 'c'), 'a')
  expect(taken && idsOf(withEntry(after, taken))).toEqual([['b', 'c']])
})

test('an entry that is there already is not put twice', () => {
  const pages = [page('a', 'b')]
  const taken = findEntry(pages, 'a')
  expect(taken && idsOf(withEntry(pages, taken))).toEqual([['a', 'b']])
})

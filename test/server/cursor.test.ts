import { PROBLEMS } from '@contract/problems'
import { createCursors } from '../../server/cursor'

const cursors = createCursors('a secret of thirty-two bytes or so')

test('a position comes back as it was', () => {
  const sealed = cursors.seal('list', ['2026-05-20', '01890000', 7])
  expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/)
  expect(cursors.open('list', sealed)).toEqual(['2026-05-20', '01890000', 7])
})

test.each([
  ['in another list', () => cursors.open('other', cursors.seal('list', [1]))],
  ['of another shop', () => createCursors('another secret').open('list', cursors.seal('list', [1]))],
  ['that is empty', () => cursors.open('list', '')],
  ['that is too short', () => cursors.open('list', 'AAAA')],
  ['that is noise', () => cursors.open('list', 'A'.repeat(60))],
])('a cursor %s is invalid', (_name, open) => {
  expect(open).toThrow(PROBLEMS.invalid_cursor.title)
})

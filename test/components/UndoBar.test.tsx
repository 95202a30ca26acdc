import { act, fireEvent, render, screen } from '@testing-library/react'
import { UndoBar } from '@/components/UndoBar'
import { UNDO_MS } from '@/components/undoBarProps'

beforeEach(() => jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

function renderBar() {
  const onGone = jest.fn()
  const bar = (removed: object | null) => (
    <>
      <input aria-label="别处" />
      <UndoBar removed={removed} text="已删除 1 种" undo="撤销" onUndo={() => undefined} onGone={onGone} />
    </>
  )
  const { rerender } = render(bar(null))
  return { onGone, show: (removed: object | null) => rerender(bar(removed)) }
}

const undo = () => screen.getByRole('button', { name: '撤销' })
const pass = (milliseconds: number) => act(() => jest.advanceTimersByTime(milliseconds))

test('it takes a focus that was lost with what it is about, and waits as long as it has it', () => {
  const { onGone, show } = renderBar()
  show({})
  expect(undo()).toHaveFocus()
  pass(UNDO_MS * 2)
  expect(onGone).not.toHaveBeenCalled()
  act(() => undo().blur())
  pass(UNDO_MS)
  expect(onGone).toHaveBeenCalledTimes(1)
})

test('a finger elsewhere lets the time run, though the focus stays', () => {
  const { onGone, show } = renderBar()
  show({})
  fireEvent.pointerDown(undo())
  pass(UNDO_MS)
  expect(onGone).not.toHaveBeenCalled()
  fireEvent.pointerDown(screen.getByRole('textbox'))
  pass(UNDO_MS)
  expect(onGone).toHaveBeenCalledTimes(1)
})

test('it leaves a focus where it is, and goes after its time; another removal begins it anew', () => {
  const { onGone, show } = renderBar()
  screen.getByRole('textbox').focus()
  show({})
  expect(screen.getByRole('textbox')).toHaveFocus()
  pass(UNDO_MS - 1)
  show({})
  pass(UNDO_MS - 1)
  expect(onGone).not.toHaveBeenCalled()
  pass(1)
  expect(onGone).toHaveBeenCalledTimes(1)
})

test('one that had the focus when it went does not hold the next', () => {
  const { onGone, show } = renderBar()
  show({})
  show(null)
  screen.getByRole('textbox').focus()
  show({})
  pass(UNDO_MS)
  expect(onGone).toHaveBeenCalledTimes(1)
})

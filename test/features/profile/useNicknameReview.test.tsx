import { act, renderHook } from '@testing-library/react'
import { REVIEW_WAIT_MS, useNicknameReview } from '@/features/profile/useNicknameReview'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

function render() {
  const save = jest.fn()
  const { result, unmount } = renderHook(() => useNicknameReview(save))
  const at = (step: (hook: ReturnType<typeof useNicknameReview>) => void) => act(() => step(result.current))
  return { save, at, unmount, isRefused: () => result.current.isRefused }
}

describe('what WeChat checks after the field is left', () => {
  it('is saved when the verdict came before the tap', () => {
    const { save, at } = render()
    at((hook) => hook.reviewed({ pass: true, timeout: false }))
    at((hook) => hook.submitted('小满'))
    expect(save.mock.calls).toEqual([['小满']])
  })

  it('is saved once, with the verdict that comes after the tap', () => {
    const { save, at } = render()
    at((hook) => hook.submitted('小满'))
    expect(save).not.toHaveBeenCalled()
    at((hook) => hook.reviewed({ pass: true, timeout: false }))
    act(() => jest.advanceTimersByTime(REVIEW_WAIT_MS))
    expect(save.mock.calls).toEqual([['小满']])
  })

  it('is not saved when it is refused, before or after the tap, and the emptied field is not taken for no name', () => {
    for (const order of ['before', 'after'] as const) {
      const { save, at, isRefused } = render()
      const refuse = () => at((hook) => hook.reviewed({ pass: false, timeout: false }))
      if (order === 'before') refuse()
      at((hook) => hook.submitted(order === 'before' ? '' : '坏话'))
      if (order === 'after') refuse()
      act(() => jest.advanceTimersByTime(REVIEW_WAIT_MS))
      expect(isRefused()).toBe(true)
      expect(save).not.toHaveBeenCalled()
      // Another name is another try.
      at((hook) => hook.typed())
      expect(isRefused()).toBe(false)
      at((hook) => hook.submitted('好名字'))
      at((hook) => hook.reviewed({ pass: true }))
      expect(save.mock.calls).toEqual([['好名字']])
    }
  })

  it('counts as passed when WeChat could not check in time', () => {
    const { save, at } = render()
    at((hook) => hook.submitted('小满'))
    at((hook) => hook.reviewed({ pass: false, timeout: true }))
    expect(save.mock.calls).toEqual([['小满']])
  })

  it('is saved without a verdict on a base library that gives none', () => {
    const { save, at } = render()
    at((hook) => hook.submitted('小满'))
    act(() => jest.advanceTimersByTime(REVIEW_WAIT_MS))
    expect(save.mock.calls).toEqual([['小满']])
  })

  it('is forgotten with the page', () => {
    const { save, at, unmount } = render()
    at((hook) => hook.submitted('小满'))
    unmount()
    jest.advanceTimersByTime(REVIEW_WAIT_MS)
    expect(save).not.toHaveBeenCalled()
  })
})

import { act, renderHook } from '@testing-library/react'
import { useDebounced } from '@/features/search/useDebounced'

describe('useDebounced', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it('waits until the value stands still, and then takes the last', () => {
    const { result, rerender } = renderHook(({ value }) => useDebounced(value, 220), { initialProps: { value: '低' } })
    expect(result.current).toBeNull()
    act(() => void jest.advanceTimersByTime(200))
    rerender({ value: '低温' })
    act(() => void jest.advanceTimersByTime(200))
    expect(result.current).toBeNull()
    act(() => void jest.advanceTimersByTime(20))
    expect(result.current).toBe('低温')
  })
})

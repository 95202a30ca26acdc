import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Tappable } from '@/components/Tappable'

describe('Tappable', () => {
  it('is a button, with its states', async () => {
    const onTap = jest.fn()
    render(
      <Tappable pressed label="收藏" onTap={onTap}>
        ♥
      </Tappable>,
    )
    await userEvent.click(screen.getByRole('button', { name: '收藏', pressed: true }))
    expect(onTap).toHaveBeenCalledTimes(1)
  })

  it('is a link where there is an address, and stays in the app on a plain click', async () => {
    const onTap = jest.fn()
    render(
      <Tappable href="/list" onTap={onTap}>
        全部
      </Tappable>,
    )
    const link = screen.getByRole('link', { name: '全部' })
    expect(link).toHaveAttribute('href', '/list')
    expect(fireEvent.click(link)).toBe(false)
    expect(onTap).toHaveBeenCalledTimes(1)
  })

  it('leaves a click with a modifier key to the browser', () => {
    const onTap = jest.fn()
    render(
      <Tappable href="#other" onTap={onTap}>
        全部
      </Tappable>,
    )
    expect(fireEvent.click(screen.getByRole('link'), { ctrlKey: true })).toBe(true)
    expect(onTap).not.toHaveBeenCalled()
  })

  it('keeps the focus where its own tap turns it off, and takes no taps then', async () => {
    const onTap = jest.fn()
    const { rerender } = render(<Tappable onTap={onTap}>多一件</Tappable>)
    await userEvent.click(screen.getByRole('button'))
    rerender(
      <Tappable softDisabled onTap={onTap}>
        多一件
      </Tappable>,
    )
    expect(screen.getByRole('button')).toHaveFocus()
    expect(screen.getByRole('button')).toHaveAttribute('aria-disabled', 'true')
    await userEvent.keyboard('{Enter}')
    expect(onTap).toHaveBeenCalledTimes(1)
  })

  it('keeps its tap from what lies around it', async () => {
    const outer = jest.fn()
    render(
      <div onClick={outer}>
        <Tappable onTap={() => undefined}>♥</Tappable>
      </div>,
    )
    await userEvent.click(screen.getByRole('button'))
    expect(outer).not.toHaveBeenCalled()
  })
})

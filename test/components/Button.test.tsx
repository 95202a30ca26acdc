import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Button } from '@/components/Button'

describe('Button', () => {
  it('answers to taps and keys', async () => {
    const onTap = jest.fn()
    render(<Button onTap={onTap}>去看看</Button>)
    await userEvent.click(screen.getByRole('button', { name: '去看看' }))
    await userEvent.keyboard('{Enter}')
    await userEvent.keyboard(' ')
    expect(onTap).toHaveBeenCalledTimes(3)
  })

  it('takes no taps while busy, says so, and keeps its label and focus', async () => {
    const onTap = jest.fn()
    const { rerender } = render(<Button onTap={onTap}>登录</Button>)
    screen.getByRole('button').focus()
    rerender(
      <Button loading onTap={onTap}>
        登录
      </Button>,
    )
    const button = screen.getByRole('button', { name: '登录' })
    await userEvent.click(button)
    expect(onTap).not.toHaveBeenCalled()
    expect(button).toHaveAttribute('aria-busy', 'true')
    expect(button).toHaveFocus()
  })

  it('takes no taps when disabled', async () => {
    const onTap = jest.fn()
    render(
      <Button disabled onTap={onTap}>
        登录
      </Button>,
    )
    await userEvent.click(screen.getByRole('button'))
    expect(onTap).not.toHaveBeenCalled()
  })
})

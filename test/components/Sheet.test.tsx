import { useState } from 'react'
import { act, render, screen, waitFor, waitForElementToBeRemoved } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'

function Opener() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onTap={() => setOpen(true)}>打开</Button>
      <Sheet isOpen={isOpen} title="筛选" footer={<Button onTap={() => setOpen(false)}>完成</Button>} onClose={() => setOpen(false)}>
        <Button>新鲜</Button>
      </Sheet>
    </>
  )
}

/** A first step whose button is gone in the second. */
function Steps({ onClose }: { onClose: () => void }) {
  const [isSecond, setSecond] = useState(false)
  return (
    <>
      <Button>页面上的</Button>
      <Sheet isOpen title={isSecond ? '第二步' : '第一步'} onClose={onClose}>
        {isSecond ? <p>完成</p> : <Button onTap={() => setSecond(true)}>下一步</Button>}
      </Sheet>
    </>
  )
}

const openSheet = async () => {
  render(<Opener />)
  await userEvent.click(screen.getByRole('button', { name: '打开' }))
  return screen.getByRole('dialog', { name: '筛选' })
}

describe('Sheet', () => {
  it('is a named modal dialog that takes the focus', async () => {
    const dialog = await openSheet()
    expect(dialog).toHaveAttribute('aria-modal', 'true')
    expect(dialog).toHaveFocus()
  })

  it('keeps the focus inside, round both ends', async () => {
    await openSheet()
    const close = screen.getByRole('button', { name: '关闭' })
    await userEvent.tab()
    expect(close).toHaveFocus()
    await userEvent.tab({ shift: true })
    expect(screen.getByRole('button', { name: '完成' })).toHaveFocus()
    await userEvent.tab()
    expect(close).toHaveFocus()
  })

  it('closes on Esc, gives the focus back, and is gone after its slide', async () => {
    const dialog = await openSheet()
    await userEvent.keyboard('{Escape}')
    expect(screen.getByRole('button', { name: '打开' })).toHaveFocus()
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    if (dialog.isConnected) await waitForElementToBeRemoved(dialog)
  })

  it('takes the focus again when a step takes its focused button away', async () => {
    const onClose = jest.fn()
    render(<Steps onClose={onClose} />)
    await userEvent.click(screen.getByRole('button', { name: '下一步' }))
    await waitFor(() => expect(screen.getByRole('dialog', { name: '第二步' })).toHaveFocus())
    await userEvent.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('hears its keys wherever the focus has fallen, and brings it in', async () => {
    const onClose = jest.fn()
    render(<Steps onClose={onClose} />)
    act(() => screen.getByRole('dialog').blur())
    expect(document.body).toHaveFocus()
    await userEvent.tab()
    expect(screen.getByRole('button', { name: '关闭' })).toHaveFocus()
    act(() => screen.getByRole('button', { name: '关闭' }).blur())
    await userEvent.tab({ shift: true })
    expect(screen.getByRole('button', { name: '下一步' })).toHaveFocus()
    act(() => screen.getByRole('button', { name: '下一步' }).blur())
    await userEvent.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('leaves its keys to the one that is opened over it', async () => {
    const below = jest.fn()
    const above = jest.fn()
    const sheets = (isAsking: boolean) => (
      <>
        <Sheet isOpen={isAsking} title="确定吗" onClose={above}>
          <Button>确定</Button>
        </Sheet>
        <Sheet isOpen title="筛选" onClose={below}>
          <Button>新鲜</Button>
        </Sheet>
      </>
    )
    const { rerender } = render(sheets(false))
    rerender(sheets(true))
    expect(screen.getByRole('dialog', { name: '确定吗' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(above).toHaveBeenCalledTimes(1)
    expect(below).not.toHaveBeenCalled()
    rerender(sheets(false))
    await userEvent.keyboard('{Escape}')
    expect(below).toHaveBeenCalledTimes(1)
  })

  it('leaves the keys to the page that was opened over its own', async () => {
    const onClose = jest.fn()
    render(
      <div className="taro_page" style={{ display: 'none' }}>
        <Steps onClose={onClose} />
      </div>,
    )
    await userEvent.keyboard('{Escape}')
    expect(onClose).not.toHaveBeenCalled()
  })

  it('closes by its button', async () => {
    await openSheet()
    await userEvent.click(screen.getByRole('button', { name: '关闭' }))
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })
})

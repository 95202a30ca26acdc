import { useState } from 'react'
import { render, screen, waitForElementToBeRemoved } from '@testing-library/react'
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

  it('closes by its button', async () => {
    await openSheet()
    await userEvent.click(screen.getByRole('button', { name: '关闭' }))
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })
})

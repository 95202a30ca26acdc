import { useState } from 'react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Cell } from '@/components/Cell'
import { Checkbox } from '@/components/Checkbox'
import { Chip } from '@/components/Chip'
import { FreshnessLine } from '@/components/FreshnessLine'
import { FreshnessMeter } from '@/components/FreshnessMeter'
import { ListPrice, Price } from '@/components/Price'
import { Switch } from '@/components/Switch'

describe('Checkbox', () => {
  function Consent() {
    const [isChecked, setChecked] = useState(false)
    return (
      <Checkbox isChecked={isChecked} onChange={setChecked} label="同意协议">
        我已阅读
      </Checkbox>
    )
  }

  it('is checked by tap and by key', async () => {
    render(<Consent />)
    await userEvent.click(screen.getByRole('checkbox', { name: '同意协议' }))
    expect(screen.getByRole('checkbox')).toBeChecked()
    await userEvent.keyboard(' ')
    expect(screen.getByRole('checkbox')).not.toBeChecked()
  })
})

describe('Switch', () => {
  it('tells its state and asks for the other', async () => {
    const onChange = jest.fn()
    render(<Switch isOn label="大字号" onChange={onChange} />)
    await userEvent.click(screen.getByRole('switch', { name: '大字号', checked: true }))
    expect(onChange).toHaveBeenCalledWith(false)
  })
})

describe('Chip', () => {
  it('tells whether it is chosen', () => {
    render(
      <Chip isOn onTap={() => undefined}>
        冷藏
      </Chip>,
    )
    expect(screen.getByRole('button', { name: '冷藏', pressed: true })).toBeInTheDocument()
  })
})

describe('Cell', () => {
  it('is a button only when it leads somewhere', () => {
    const { rerender } = render(<Cell title="产地" value="云南" />)
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
    rerender(<Cell title="设置" onTap={() => undefined} />)
    expect(screen.getByRole('button', { name: '设置' })).toBeInTheDocument()
  })
})

describe('Price', () => {
  it('is read as one amount', () => {
    render(<Price cents={2990} />)
    expect(screen.getByRole('img', { name: '29.90 元' })).toHaveTextContent('¥29.90')
  })

  it('names the list price as such', () => {
    render(<ListPrice cents={8800} />)
    expect(screen.getByRole('img', { name: '原价 88.00 元' })).toHaveTextContent('¥88.00')
  })
})

describe('freshness', () => {
  const shelf = { expiresOn: '2026-12-24', remainingDays: 32, remainingRatio: 0.088, freshness: 'near' } as const

  it('is said in words', () => {
    render(<FreshnessLine shelf={shelf} onArrival={30} />)
    expect(screen.getByText('剩 32 天')).toBeInTheDocument()
    expect(screen.getByText('到手约 30 天')).toBeInTheDocument()
    expect(screen.getByText('12月24日 前最佳')).toBeInTheDocument()
  })

  it('is named on the meter', () => {
    render(<FreshnessMeter shelf={shelf} />)
    expect(screen.getByRole('img', { name: '保质期还剩 9%' })).toBeInTheDocument()
  })
})

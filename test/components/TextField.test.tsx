import { useState } from 'react'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { TextField } from '@/components/TextField'
import { acceptedText } from '@/components/textFieldProps'

function Phone({ error }: { error?: string }) {
  const [value, setValue] = useState('')
  return <TextField label="手机号" kind="mobile" value={value} error={error} onChange={setValue} />
}

describe('TextField', () => {
  it('is reached by its label and asks for the number keys', () => {
    render(<Phone />)
    const field = screen.getByLabelText('手机号')
    expect(field).toHaveAttribute('inputmode', 'numeric')
    expect(field).toHaveAttribute('type', 'tel')
  })

  it('takes a pasted number with blanks and country code whole', async () => {
    render(<Phone />)
    await userEvent.click(screen.getByLabelText('手机号'))
    await userEvent.paste('+86 138 0013-8000')
    expect(screen.getByLabelText('手机号')).toHaveValue('13800138000')
  })

  it('says what is wrong, and to whom it belongs', () => {
    render(<Phone error="请填写 11 位手机号" />)
    expect(screen.getByRole('alert')).toHaveTextContent('请填写 11 位手机号')
    expect(screen.getByLabelText('手机号')).toHaveAccessibleDescription('请填写 11 位手机号')
    expect(screen.getByLabelText('手机号')).toBeInvalid()
  })
})

describe('accepted text', () => {
  it.each([
    ['138 0013 8000', 'mobile', 64, '13800138000'],
    ['008613800138000', 'mobile', 64, '13800138000'],
    ['1380013800012', 'mobile', 64, '13800138000'],
    ['86', 'mobile', 64, '86'],
    ['12 34x56 7', 'code', 6, '123456'],
    ['张三李四', 'name', 2, '张三'],
  ] as const)('%s as %s is %s', (text, kind, maxLength, accepted) => expect(acceptedText(text, kind, maxLength)).toBe(accepted))
})

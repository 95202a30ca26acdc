import { fireEvent, render, screen } from '@testing-library/react'
import { ProductImage } from '@/components/ProductImage'
import { picture } from '../support/app/catalogue'

describe('ProductImage', () => {
  it('is named, sized and waited with', () => {
    render(<ProductImage picture={picture} width={132} />)
    const image = screen.getByRole('img', { name: '黑巧克力' })
    expect(image).toHaveAttribute('loading', 'lazy')
    expect(image).toHaveAttribute('src', '/pictures/chocolate-bar/160.webp')
    expect(image).toHaveAttribute('srcset', expect.stringContaining('/pictures/chocolate-bar/800.webp 800w'))
    expect(image).toHaveAttribute('width')
  })

  it('is loaded at once on the first screen', () => {
    render(<ProductImage picture={picture} width={132} eager />)
    expect(screen.getByRole('img')).toHaveAttribute('loading', 'eager')
  })

  it('falls back to PNG, and then to a sign in the same box', () => {
    render(<ProductImage picture={picture} width={132} />)
    fireEvent.error(screen.getByRole('img'))
    expect(screen.getByRole('img')).toHaveAttribute('src', '/pictures/chocolate-bar/160.png')
    fireEvent.error(screen.getByRole('img'))
    expect(screen.getByRole('img', { name: '黑巧克力' })).not.toHaveAttribute('src')
  })

  it('is silent where the text beside it says the same', () => {
    render(<ProductImage picture={picture} width={132} decorative />)
    expect(screen.queryByRole('img')).not.toBeInTheDocument()
  })
})

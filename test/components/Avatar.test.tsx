import { fireEvent, render } from '@testing-library/react'
import { Avatar } from '@/components/Avatar'

const ADDRESS = '/v1/avatars/AAAAAAAAAAAAAAAAAAAAAA/288.webp'

function renderAvatar(address: string | null) {
  const { container } = render(<Avatar address={address} />)
  const image = () => container.querySelector('img')
  return { container, image, fail: () => fireEvent.error(image() as Element) }
}

it('falls back to JPEG, and then to a drawing', () => {
  const { container, image, fail } = renderAvatar(ADDRESS)
  expect(image()).toHaveAttribute('src', ADDRESS)
  fail()
  expect(image()).toHaveAttribute('src', ADDRESS.replace('.webp', '.jpg'))
  fail()
  expect(image()).toBeNull()
  expect(container.querySelector('.icon-user-round')).not.toBeNull()
})

it.each(['blob:picked', 'wxfile://tmp/face.png'])('shows %s of this device as it is', (address) => {
  expect(renderAvatar(address).image()).toHaveAttribute('src', address)
})

it('is out of the way of a screen reader, which hears the name beside it', () => {
  expect(renderAvatar(null).container.firstElementChild).toHaveAttribute('aria-hidden', 'true')
})

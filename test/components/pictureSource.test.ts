import { pictureUrl, pngOf, widthFor } from '@/components/pictureSource'
import { picture } from '../support/app/catalogue'

describe('the file of a picture', () => {
  it.each([
    [56, 2, 160],
    [132, 3, 400],
    [132, 1, 160],
    [300, 2, 800],
    [600, 3, 800],
  ])('for %d px at density %d is %d wide', (layout, density, width) => expect(widthFor(picture, layout, density)).toBe(width))

  it('takes what it needs where no widths are told', () => expect(widthFor({ ...picture, widths: [] }, 100, 2)).toBe(200))

  it('has its address', () => expect(pictureUrl(picture, 400)).toBe('/pictures/chocolate-bar/400.webp'))

  it('has a PNG beside each WebP', () => {
    expect(pngOf('/pictures/a/400.webp')).toBe('/pictures/a/400.png')
    expect(pngOf('/pictures/a/400.png')).toBeNull()
  })
})

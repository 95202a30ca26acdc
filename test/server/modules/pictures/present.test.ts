import { Value } from '@sinclair/typebox/value'
import { Picture } from '@contract/catalogue'
import { pictureOf } from '../../../../server/modules/pictures/present'

describe('pictureOf', () => {
  it('follows the contract', () => {
    const picture = pictureOf('chocolate-bar', 't2', '黑巧克力')
    expect(Value.Check(Picture, picture)).toBe(true)
    expect(picture).toEqual({ urlTemplate: '/pictures/chocolate-bar/{width}.webp', widths: [160, 400, 800], alt: '黑巧克力', tint: 't2' })
  })

  it.each(['unicorn', '', '../../etc/passwd'])('shows a parcel for the unknown drawing "%s"', (name) => {
    expect(pictureOf(name, 't1', '').urlTemplate).toBe('/pictures/package/{width}.webp')
  })
})

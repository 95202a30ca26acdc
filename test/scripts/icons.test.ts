import { readFileSync } from 'node:fs'
import path from 'node:path'
import { loadIconSet, pickIcon } from '../../scripts/icons/iconSet'
import { iconNameType, iconStylesheet } from '../../scripts/icons/stylesheet'

const read = (file: string) => readFileSync(path.resolve(__dirname, '../../src/styles', file), 'utf8')
const lucide = loadIconSet('@iconify-json/lucide')

describe('the icon stylesheet', () => {
  it('is what the script makes of the names', () => {
    expect(read('icons.scss')).toBe(iconStylesheet(lucide))
    expect(read('iconNames.ts')).toBe(iconNameType())
  })

  it('stays small: every page of both builds carries it', () => {
    expect(iconStylesheet(lucide).length).toBeLessThan(24_000)
  })
})

describe('pickIcon', () => {
  it('follows an alias', () => {
    expect(pickIcon(lucide, 'trash-2')).toEqual(pickIcon(lucide, 'trash'))
  })

  it('names the icon that does not exist', () => {
    expect(() => pickIcon(lucide, 'unicorn-of-lucide')).toThrow('unicorn-of-lucide')
  })
})

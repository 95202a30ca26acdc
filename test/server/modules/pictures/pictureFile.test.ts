import { parsePictureFile, pictureFileName } from '../../../../server/modules/pictures/pictureFile'

describe('parsePictureFile', () => {
  it('reads a drawing without a ground', () => {
    expect(parsePictureFile('chocolate-bar', '400.webp')).toEqual({ drawing: 'chocolate-bar', ground: null, width: 400, format: 'webp' })
  })

  it('reads a drawing on a ground', () => {
    expect(parsePictureFile('chocolate-bar-t2', '800.png')).toEqual({ drawing: 'chocolate-bar', ground: 't2', width: 800, format: 'png' })
  })

  it.each([
    ['unicorn', '400.webp'],
    ['bread-t5', '400.webp'],
    ['bread-t2-t2', '400.webp'],
    ['BREAD', '400.webp'],
    ['', '400.webp'],
    ['../pictures/bread', '400.webp'],
    ['bread.svg', '400.webp'],
    ['bread', '401.webp'],
    ['bread', '0400.webp'],
    ['bread', '400.jpeg'],
    ['bread', '400.webp.png'],
    ['bread', '400'],
    ['bread', ''],
  ])('refuses %s/%s', (key, file) => {
    expect(parsePictureFile(key, file)).toBeNull()
  })
})

describe('pictureFileName', () => {
  it('tells apart everything that changes the picture', () => {
    const base = { drawing: 'bread', ground: null, width: 400, format: 'webp' } as const
    const files = [base, { ...base, drawing: 'egg' }, { ...base, ground: 't1' as const }, { ...base, width: 800 as const }, { ...base, format: 'png' as const }]
    expect(new Set(files.map(pictureFileName)).size).toBe(files.length)
  })
})

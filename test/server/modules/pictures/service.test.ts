import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createDiskCache } from '../../../../server/modules/pictures/diskCache'
import type { PictureFile } from '../../../../server/modules/pictures/pictureFile'
import { createPictureService } from '../../../../server/modules/pictures/service'

const FILE: PictureFile = { drawing: 'bread', ground: null, width: 160, format: 'webp' }
const OTHER: PictureFile = { ...FILE, drawing: 'egg' }
const NO_MEMORY = { running: 1, waiting: 10, memoryBytes: 0 }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pictures-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function setUp(target = folder, limits = NO_MEMORY) {
  const drawn: string[] = []
  const failures: unknown[] = []
  const service = createPictureService({
    disk: createDiskCache(target),
    render: (file) => {
      drawn.push(file.drawing)
      return Promise.resolve(Buffer.from(`picture of ${file.drawing}`))
    },
    onDiskFailure: (error) => failures.push(error),
    limits,
  })
  return { service, drawn, failures }
}

describe('the picture service', () => {
  it('draws once for everybody who asks at the same time', async () => {
    const { service, drawn } = setUp()
    const answers = await Promise.all([service.picture(FILE), service.picture(FILE), service.picture(OTHER)])
    expect(answers.map(String)).toEqual(['picture of bread', 'picture of bread', 'picture of egg'])
    expect(drawn.sort()).toEqual(['bread', 'egg'])
  })

  it('keeps pictures on disk for the next process', async () => {
    await setUp().service.picture(FILE)
    const { service, drawn } = setUp()
    expect(String(await service.picture(FILE))).toBe('picture of bread')
    expect(drawn).toEqual([])
  })

  it('leaves no half written file behind', async () => {
    await setUp().service.picture(FILE)
    expect(await readdir(folder)).toEqual(['bread-160.webp'])
  })

  it('draws again over an empty file', async () => {
    await writeFile(path.join(folder, 'bread-160.webp'), '')
    expect(String(await setUp().service.picture(FILE))).toBe('picture of bread')
  })

  it('answers from memory when the disk takes nothing', async () => {
    // A file in the place of the folder fails like a full or read-only disk, for root as well.
    const blocked = path.join(folder, 'blocked')
    await writeFile(blocked, '')
    const { service, drawn, failures } = setUp(blocked, { ...NO_MEMORY, memoryBytes: 1000 })
    expect(String(await service.picture(FILE))).toBe('picture of bread')
    expect(String(await service.picture(FILE))).toBe('picture of bread')
    expect(drawn).toEqual(['bread'])
    expect(failures).toHaveLength(1)
  })

  it('tries again after a drawing failed', async () => {
    const render = jest.fn().mockRejectedValueOnce(new Error('broken')).mockResolvedValueOnce(Buffer.from('fine'))
    const service = createPictureService({ disk: createDiskCache(folder), render, onDiskFailure: () => undefined, limits: NO_MEMORY })
    await expect(service.picture(FILE)).rejects.toThrow('broken')
    expect(String(await service.picture(FILE))).toBe('fine')
  })
})

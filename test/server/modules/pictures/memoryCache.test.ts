import { MemoryCache } from '../../../../server/modules/pictures/memoryCache'

describe('MemoryCache', () => {
  it('drops the least recently used beyond its size', () => {
    const cache = new MemoryCache(30)
    cache.set('a', Buffer.alloc(10))
    cache.set('b', Buffer.alloc(10))
    cache.set('c', Buffer.alloc(10))
    cache.get('a')
    cache.set('d', Buffer.alloc(10))
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd'])
  })

  it('counts a replaced entry once', () => {
    const cache = new MemoryCache(20)
    cache.set('a', Buffer.alloc(10))
    cache.set('a', Buffer.alloc(10))
    cache.set('b', Buffer.alloc(10))
    expect(['a', 'b'].every((key) => cache.get(key))).toBe(true)
  })

  it('does not keep what is larger than all of it', () => {
    const cache = new MemoryCache(5)
    cache.set('a', Buffer.alloc(10))
    expect(cache.get('a')).toBeUndefined()
  })
})

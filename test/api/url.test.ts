import { withQuery } from '@/api/url'

describe('withQuery', () => {
  it.each([
    [{}, '/v1/x'],
    [{ a: 1 }, '/v1/x?a=1'],
    [{ a: 1, b: 'ü' }, '/v1/x?a=1&b=%C3%BC'],
    [{ a: [1, 2] }, '/v1/x?a=1&a=2'],
    [{ a: null, b: undefined, c: '' }, '/v1/x'],
    [{ a: 0, b: false }, '/v1/x?a=0&b=false'],
    [{ q: 'a&b=c' }, '/v1/x?q=a%26b%3Dc'],
  ])('appends %j', (query, url) => {
    expect(withQuery('/v1/x', query)).toBe(url)
  })

  it('goes on where a query is already there', () => {
    expect(withQuery('/v1/x?a=1', { b: 2 })).toBe('/v1/x?a=1&b=2')
  })
})

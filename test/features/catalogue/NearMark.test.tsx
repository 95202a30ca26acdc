import { render, screen } from '@testing-library/react'
import { NearMark } from '@/features/catalogue/NearMark'
import { ProductGrid } from '@/features/catalogue/ProductGrid'
import { makeOffer, makeSummary } from '../../support/app/catalogue'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop } from '../../support/app/shop'

describe('the mark of food near its date', () => {
  it.each([
    ['near', '临期'],
    ['last', '最后几天'],
  ] as const)('is a word: %s is %s', (freshness, word) => {
    render(<NearMark shelf={{ nearExpiry: true, freshness }} />)
    expect(screen.getByText(word)).toBeInTheDocument()
  })

  it('is on nothing else', () => {
    const { container } = render(<NearMark shelf={{ nearExpiry: false, freshness: 'fresh' }} />)
    expect(container).toBeEmptyDOMElement()
  })

  it.each(['tile', 'row'] as const)('is on every card (%s) that is near', (layout) => {
    const fresh = makeOffer({ nearExpiry: false, freshness: 'fresh' })
    const products = [makeSummary(), makeSummary({ id: 'product-2', offer: makeOffer({ freshness: 'last' }) }), makeSummary({ id: 'product-3', offer: fresh }), makeSummary({ id: 'product-4', offer: null })]
    renderInShop(<ProductGrid products={products} label="商品" layout={layout} />, makeShop({ wechat: null }))
    expect(screen.getAllByRole('listitem').map((card) => /临期|最后几天/.exec(card.textContent ?? '')?.[0])).toEqual(['临期', '最后几天', undefined, undefined])
  })
})

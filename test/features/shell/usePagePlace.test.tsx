import { act, screen } from '@testing-library/react'
import { Page } from '@/features/shell/Page'
import { lifecycle } from '../../support/app/page'
import { renderInShop } from '../../support/app/renderInShop'

const inStack = (
  <div className="taro_page" data-testid="scroller">
    <Page title="商品">
      <button>第六件</button>
    </Page>
  </div>
)

describe('the place on a page', () => {
  it('is found again after another page lay over it', () => {
    renderInShop(inStack)
    const scroller = screen.getByTestId('scroller')
    scroller.scrollTop = 480
    screen.getByRole('button', { name: '第六件' }).focus()
    act(() => lifecycle.emit('hide'))
    scroller.scrollTop = 0
    screen.getByRole('button', { name: '第六件' }).blur()
    act(() => lifecycle.emit('show'))
    expect(scroller.scrollTop).toBe(480)
    expect(screen.getByRole('button', { name: '第六件' })).toHaveFocus()
  })

  it('is left alone on the first page of a visit', () => {
    renderInShop(inStack)
    expect(document.body).toHaveFocus()
  })

  it('is the content of a page that was opened from another', () => {
    renderInShop(
      <>
        <div className="taro_page" />
        {inStack}
      </>,
    )
    expect(screen.getByRole('main')).toHaveFocus()
  })
})

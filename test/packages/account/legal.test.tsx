import { screen } from '@testing-library/react'
import { CONSENT_VERSION } from '@contract/limits'
import { SHOP_CONTACT } from '@domain/shop'
import AgreementPage from '@/packages/account/agreement/index'
import PrivacyPage from '@/packages/account/privacy/index'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop } from '../../support/app/shop'

const shop = () => makeShop({ wechat: null, preloadedState: guestState })

test.each([
  ['privacy policy', <PrivacyPage key="privacy" />, '隐私政策', '/agreement'],
  ['agreement', <AgreementPage key="agreement" />, '用户协议', '/privacy'],
])('the %s names its version, its contact, and leads to the other text', (_, page, title, other) => {
  renderInShop(page, shop())
  const article = screen.getByRole('article', { name: title })
  expect(article).toHaveTextContent(CONSENT_VERSION)
  expect(article).toHaveTextContent(SHOP_CONTACT)
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toContain(other)
})

test('the privacy policy tells of each thing what it is for and how long it stays', () => {
  renderInShop(<PrivacyPage />, shop())
  const facts = screen.getAllByRole('listitem').filter(({ textContent }) => textContent?.includes('保存多久'))
  expect(facts.length).toBeGreaterThanOrEqual(8)
  for (const fact of facts) expect(fact).toHaveTextContent('用途')
  expect(screen.getAllByRole('heading', { level: 2 }).length).toBeGreaterThan(8)
})

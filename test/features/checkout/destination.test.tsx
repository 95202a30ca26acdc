import { act, screen } from '@testing-library/react'
import { saveAddress } from '@/features/addresses/addressThunks'
import { initialAddresses } from '@/features/addresses/addressesSlice'
import { ProductCard } from '@/features/catalogue/ProductCard'
import { DeliveryLine } from '@/features/catalogue/product/DeliveryLine'
import { checkoutBegun, checkoutChanged } from '@/features/checkout/checkoutSlice'
import type { RootState } from '@/store/makeStore'
import { makeOffer, makeSummary } from '../../support/app/catalogue'
import { makeAddress } from '../../support/app/factories'
import { renderInShop } from '../../support/app/renderInShop'
import { guestState, makeShop, memberState } from '../../support/app/shop'

const hangzhou = makeAddress({ isDefault: true })
const lhasa = makeAddress({ id: '0193aaaa-0000-7000-8000-0000000000a2', regionCode: '540102', province: '西藏自治区', city: '拉萨市', district: '城关区', transitDays: 7 })

function renderCard(preloadedState: Partial<RootState>, remainingDays = 32) {
  const offer = makeOffer({ remainingDays, remainingDaysOnArrival: remainingDays - 2 })
  const view = (
    <>
      <ProductCard product={makeSummary({ offer })} />
      <DeliveryLine />
    </>
  )
  return renderInShop(view, makeShop({ wechat: null, preloadedState }))
}

const memberWith = (...items: (typeof hangzhou)[]) => ({ ...memberState(), addresses: { ...initialAddresses, status: 'ready' as const, items } })
const link = () => screen.getByRole('link', { name: /72% 黑巧克力/ })

test('a guest reads the estimate for most places, and that it is one', () => {
  renderCard(guestState)
  expect(screen.getByText('到手约 30 天')).toBeInTheDocument()
  expect(link()).toHaveAccessibleName(/剩 32 天，到手约 30 天/)
  expect(screen.getByText('到手天数按大多数地方估算，下单时按你的地址再算')).toBeInTheDocument()
})

test('a member reads the days left at his default address', () => {
  renderCard(memberWith(hangzhou, lhasa))
  expect(link()).toHaveAccessibleName(/到手约 31 天/)
  expect(screen.getByRole('link', { name: '送至 浙江省杭州市西湖区，约 1 天到，更换地址' })).toBeInTheDocument()
})

test('the address chosen for the order in the making comes before the default', () => {
  const { store } = renderCard(memberWith(hangzhou, lhasa))
  act(() => {
    store.dispatch(checkoutBegun({ lines: [{ batchId: 'batch-1', quantity: 1, priceCents: 2990 }], from: 'product' }))
    store.dispatch(checkoutChanged({ addressId: lhasa.id }))
  })
  expect(screen.getByText('到手约 25 天')).toBeInTheDocument()
})

test('a changed address changes the days at once', () => {
  const { store } = renderCard(memberWith(hangzhou))
  act(() => void store.dispatch(saveAddress.fulfilled({ ...lhasa, isDefault: true }, 'request', { input: lhasa })))
  expect(screen.getByText('到手约 25 天')).toBeInTheDocument()
})

test('a parcel that would come after the date is called so', () => {
  renderCard(memberWith({ ...lhasa, isDefault: true }), 5)
  expect(screen.getByText('送到时已过期')).toBeInTheDocument()
})

import { useState } from 'react'
import { screen, waitFor, within } from '@testing-library/react'
import type { Region } from '@contract/addresses'
import type { RegionChoice } from '@domain/regionName'
import { RegionPicker } from '@/features/regions/RegionPicker'
import type { ApiRequest } from '@/api/transport'
import { answer } from '../../support/account/backend'
import { offline } from '../../support/app/factories'
import { renderInShop } from '../../support/app/renderInShop'
import { makeShop } from '../../support/app/shop'

const REGIONS: Record<string, Region[]> = {
  '': [
    { code: '110000', name: '北京市' },
    { code: '330000', name: '浙江省' },
    { code: '440000', name: '广东省' },
  ],
  '110000': [{ code: '110100', name: '北京市' }],
  '110100': [
    { code: '110101', name: '东城区' },
    { code: '110105', name: '朝阳区' },
  ],
  '330000': [
    { code: '330100', name: '杭州市' },
    { code: '330200', name: '宁波市' },
  ],
  '330100': [
    { code: '330105', name: '拱墅区' },
    { code: '330106', name: '西湖区' },
  ],
  '440000': [
    { code: '440100', name: '广州市' },
    { code: '441900', name: '东莞市' },
  ],
  '441900': [{ code: '441900', name: '东莞市' }],
}

const regionsBelow = ({ query }: ApiRequest) => ({ items: REGIONS[String(query?.parent ?? '')] ?? [], nextCursor: null })

function openPicker(value: RegionChoice | null = null) {
  const shop = makeShop({ wechat: null })
  answer(shop.api, { 'GET /v1/regions': regionsBelow })
  const onChoose = jest.fn()
  const onClose = jest.fn()
  function Host() {
    const [isOpen, setOpen] = useState(true)
    return (
      <RegionPicker
        isOpen={isOpen}
        value={value}
        onChoose={onChoose}
        onClose={() => {
          onClose()
          setOpen(false)
        }}
      />
    )
  }
  return { ...renderInShop(<Host />, shop), onChoose, onClose }
}

const option = (name: string) => screen.findByRole('option', { name })

test('province, city and district one after the other', async () => {
  const { user, onChoose, onClose } = openPicker()
  await user.click(await option('浙江省'))
  await user.click(await option('杭州市'))
  await user.click(await option('西湖区'))
  expect(onChoose).toHaveBeenCalledWith({ code: '330106', names: ['浙江省', '杭州市', '西湖区'] })
  expect(onClose).toHaveBeenCalledTimes(1)
})

test('a municipality needs no second tap on its own name', async () => {
  const { user, onChoose } = openPicker()
  await user.click(await option('北京市'))
  await user.click(await option('朝阳区'))
  expect(onChoose).toHaveBeenCalledWith({ code: '110105', names: ['北京市', '北京市', '朝阳区'] })
})

test('a city without districts ends the choice', async () => {
  const { user, onChoose } = openPicker()
  await user.click(await option('广东省'))
  await user.click(await option('东莞市'))
  await waitFor(() => expect(onChoose).toHaveBeenCalledWith({ code: '441900', names: ['广东省', '东莞市', '东莞市'] }))
})

test('it opens on what is chosen, and leads back by the names above', async () => {
  const { user, onChoose } = openPicker({ code: '330106', names: ['浙江省', '杭州市', '西湖区'] })
  expect(await option('西湖区')).toHaveAttribute('aria-selected', 'true')
  await user.click(screen.getByRole('button', { name: '已选浙江省，重选' }))
  expect(await option('浙江省')).toHaveAttribute('aria-selected', 'true')
  expect(screen.queryByRole('button', { name: /重选/ })).not.toBeInTheDocument()
  expect(onChoose).not.toHaveBeenCalled()
})

test('a city without districts can be changed: the only one does not choose itself', async () => {
  const { user, onChoose } = openPicker({ code: '441900', names: ['广东省', '东莞市', '东莞市'] })
  expect(await option('东莞市')).toBeVisible()
  await user.click(screen.getByRole('button', { name: '已选东莞市，重选' }))
  expect(await option('广州市')).toBeVisible()
  expect(onChoose).not.toHaveBeenCalled()
})

test('by keyboard: one tab stop, arrows move, Enter chooses, the focus follows', async () => {
  const { user } = openPicker()
  const first = await option('北京市')
  expect(first).toHaveFocus()
  await user.keyboard('{ArrowDown}')
  expect(await option('浙江省')).toHaveFocus()
  await user.keyboard('{End}{ArrowDown}')
  expect(await option('广东省')).toHaveFocus()
  await user.keyboard('{Home}{ArrowDown}{Enter}')
  expect(await option('杭州市')).toHaveFocus()
  const list = screen.getByRole('listbox', { name: '浙江省，请选择城市' })
  expect(
    within(list)
      .getAllByRole('option')
      .filter(({ tabIndex }) => tabIndex === 0),
  ).toHaveLength(1)
})

test('a step that fails offers another try', async () => {
  const shopAnswers = { fails: true }
  const shop = makeShop({ wechat: null })
  answer(shop.api, {
    'GET /v1/regions': (request) => {
      if (shopAnswers.fails) throw offline()
      return regionsBelow(request)
    },
  })
  const { user } = renderInShop(<RegionPicker isOpen value={null} onChoose={jest.fn()} onClose={jest.fn()} />, shop)
  expect(await screen.findByRole('alert')).toHaveTextContent('网络断开了')
  shopAnswers.fails = false
  await user.click(screen.getByRole('button', { name: '重新加载' }))
  expect(await option('浙江省')).toBeVisible()
})

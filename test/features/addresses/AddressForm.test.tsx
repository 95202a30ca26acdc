import { screen, waitFor } from '@testing-library/react'
import { ApiFailure } from '@/api/apiError'
import { draftOf, EMPTY_DRAFT, type AddressDraft } from '@/features/addresses/addressDraft'
import { AddressForm } from '@/features/addresses/AddressForm'
import { texts } from '@/features/addresses/texts'
import { makeAddress, offline, problem } from '../../support/app/factories'
import { renderInShop } from '../../support/app/renderInShop'
import { deferred, makeShop, memberState } from '../../support/app/shop'

const FILLED: AddressDraft = {
  ...EMPTY_DRAFT,
  recipient: '林小满',
  phone: '13800138000',
  region: { code: '330106', names: ['浙江省', '杭州市', '西湖区'] },
  detail: '文三路 90 号',
}

function renderForm(initial: AddressDraft, id?: string) {
  const shop = makeShop({ wechat: null, preloadedState: memberState({}, null) })
  const onSaved = jest.fn()
  return { ...renderInShop(<AddressForm id={id} initial={initial} onSaved={onSaved} />, shop), onSaved }
}

const field = (label: string) => screen.getByLabelText(label)
const saveButton = () => screen.getByRole('button', { name: texts.save })

function rejection(fields: Record<string, string>): ApiFailure {
  return new ApiFailure({
    kind: 'problem',
    status: 400,
    code: 'invalid_request',
    title: '',
    fields,
    retryAfterSeconds: null,
    retryable: false,
  })
}

test('what is missing is told under each field, before anything is sent, and the first one gets the focus', async () => {
  const { user, api } = renderForm(EMPTY_DRAFT)
  await user.click(saveButton())
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
    texts.errors.recipientMissing,
    texts.errors.phone,
    texts.errors.region,
    texts.errors.detailMissing,
  ])
  expect(field(texts.recipient)).toHaveFocus()
  expect(field(texts.recipient)).toHaveAccessibleDescription(texts.errors.recipientMissing)
  expect(api.addresses.create).not.toHaveBeenCalled()

  await user.type(field(texts.recipient), '林')
  expect(screen.queryByText(texts.errors.recipientMissing)).not.toBeInTheDocument()
})

test('a new address is sent as typed, with its tag, and handed on', async () => {
  const { user, api, onSaved } = renderForm({ ...FILLED, recipient: '', detail: '' })
  const saved = makeAddress()
  api.addresses.create.mockResolvedValue(saved)
  await user.type(field(texts.recipient), ' 林小满 ')
  await user.type(field(texts.detail), '文三路 90 号')
  await user.click(screen.getByRole('button', { name: texts.tags.home }))
  await user.click(screen.getByRole('switch', { name: texts.default }))
  await user.click(saveButton())
  await waitFor(() => expect(onSaved).toHaveBeenCalledWith(saved))
  expect(api.addresses.create.mock.calls[0]?.[0]).toEqual({
    recipient: '林小满',
    phone: '13800138000',
    regionCode: '330106',
    detail: '文三路 90 号',
    tag: 'home',
    isDefault: true,
  })
})

test('two quick taps are one write', async () => {
  const { user, api, onSaved } = renderForm(FILLED)
  const answer = deferred<ReturnType<typeof makeAddress>>()
  api.addresses.create.mockReturnValue(answer.promise)
  await user.dblClick(saveButton())
  expect(api.addresses.create).toHaveBeenCalledTimes(1)
  answer.resolve(makeAddress())
  await waitFor(() => expect(onSaved).toHaveBeenCalledTimes(1))
})

test('a failure keeps what was typed; saving again is the same write, changing it is another', async () => {
  const { user, api, onSaved } = renderForm(FILLED)
  api.addresses.create.mockRejectedValueOnce(offline()).mockRejectedValueOnce(offline()).mockResolvedValue(makeAddress())
  await user.click(saveButton())
  expect(await screen.findByRole('alert')).toHaveTextContent(texts.saveFailed)
  expect(field(texts.detail)).toHaveValue('文三路 90 号')
  await user.click(saveButton())
  await waitFor(() => expect(api.addresses.create).toHaveBeenCalledTimes(2))
  await screen.findByRole('alert')
  await user.type(field(texts.detail), ' 3 幢')
  await user.click(saveButton())
  await waitFor(() => expect(onSaved).toHaveBeenCalled())
  const keys = api.addresses.create.mock.calls.map(([, call]) => call.idempotencyKey)
  expect(keys[0]).toBe(keys[1])
  expect(keys[2]).not.toBe(keys[1])
})

test('what the server refuses stands under its field, in Chinese whatever it says', async () => {
  const { user, api } = renderForm(FILLED)
  api.addresses.create.mockRejectedValueOnce(rejection({ phone: 'must match pattern', recipient: '收货人含有不允许的字' }))
  await user.click(saveButton())
  await waitFor(() => expect(field(texts.phone)).toHaveAccessibleDescription(texts.errors.phone))
  expect(field(texts.recipient)).toHaveAccessibleDescription('收货人含有不允许的字')
})

test('an unknown region is told at the region', async () => {
  const { user, api } = renderForm(FILLED)
  api.addresses.create.mockRejectedValueOnce(problem('region_unknown'))
  await user.click(saveButton())
  expect(await screen.findByRole('alert')).toHaveTextContent('请选择有效的省市区')
})

test('the limit is told with a way out', async () => {
  const { user, api } = renderForm(FILLED)
  api.addresses.create.mockRejectedValueOnce(problem('address_limit_reached'))
  await user.click(saveButton())
  expect(await screen.findByRole('alert')).toHaveTextContent(texts.limit)
})

test('a stored address is changed, and the default one cannot lose its mark here', async () => {
  const address = makeAddress({ isDefault: true })
  const { user, api, onSaved } = renderForm(draftOf(address), address.id)
  api.addresses.update.mockResolvedValue({ ...address, detail: '别处 2 号' })
  expect(screen.getByRole('switch', { name: texts.default })).toBeDisabled()
  await user.clear(field(texts.detail))
  await user.type(field(texts.detail), '别处 2 号')
  await user.click(saveButton())
  await waitFor(() => expect(onSaved).toHaveBeenCalled())
  expect(api.addresses.update.mock.calls[0]?.slice(0, 2)).toEqual([address.id, expect.objectContaining({ detail: '别处 2 号' })])
})

describe('a pasted address', () => {
  const paste = async (parts: object | Error) => {
    const form = renderForm(EMPTY_DRAFT)
    form.api.request.mockImplementation(({ path }: { path: string }) =>
      path === '/v1/addresses/parse' && !(parts instanceof Error) ? Promise.resolve(parts) : Promise.reject(offline()),
    )
    await form.user.click(field(texts.paste))
    await form.user.paste('随便一段')
    await form.user.click(screen.getByRole('button', { name: texts.parse }))
    return form
  }
  const found = { recipient: '张三', phone: '13800138000', region: { code: '440305', names: ['广东省', '深圳市', '南山区'] }, detail: '科苑路15号' }

  test('fills the form, and asks to look at it', async () => {
    await paste(found)
    expect(await screen.findByText(texts.parsed)).toBeInTheDocument()
    expect([field(texts.recipient), field(texts.phone), field(texts.detail)].map((input) => (input as HTMLInputElement).value)).toEqual(['张三', '13800138000', '科苑路15号'])
    expect(screen.getByText('广东省 深圳市 南山区')).toBeInTheDocument()
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  test('marks what was not found, until it is filled in', async () => {
    const { user } = await paste({ ...found, phone: null, region: null })
    expect(await screen.findByText('没认出手机号、所在地区，请补上')).toBeInTheDocument()
    expect(screen.getAllByRole('alert')).toHaveLength(2)
    await user.type(field(texts.phone), '1')
    expect(screen.getAllByRole('alert')).toHaveLength(1)
  })

  test('of which nothing was found, or that could not be asked about, changes nothing', async () => {
    await paste({ recipient: null, phone: null, region: null, detail: null })
    expect(await screen.findByText(texts.nothingParsed)).toBeInTheDocument()
    expect(field(texts.recipient)).toHaveValue('')
  })

  test('without network says so', async () => {
    await paste(new Error('offline'))
    expect(await screen.findByText(texts.parseFailed)).toBeInTheDocument()
  })
})

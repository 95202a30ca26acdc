import { draftOf, EMPTY_DRAFT, isSameDraft, toInput, validateDraft, type AddressDraft } from '@/features/addresses/addressDraft'
import { texts } from '@/features/addresses/texts'

const valid: AddressDraft = {
  recipient: '林小满',
  phone: '13800138000',
  region: { code: '330106', names: ['浙江省', '杭州市', '西湖区'] },
  detail: '文三路 90 号 3 幢 501',
  tag: 'home',
  isDefault: false,
}

test('an empty form names every missing field', () => {
  expect(validateDraft(EMPTY_DRAFT)).toEqual({
    recipient: texts.errors.recipientMissing,
    phone: texts.errors.phone,
    regionCode: texts.errors.region,
    detail: texts.errors.detailMissing,
  })
})

test.each<[string, Partial<AddressDraft>, object]>([
  ['a valid form', {}, {}],
  ['blanks alone', { recipient: '  ', detail: '\t' }, { recipient: texts.errors.recipientMissing, detail: texts.errors.detailMissing }],
  ['32 characters', { recipient: '林'.repeat(32) }, {}],
  ['33 characters', { recipient: '林'.repeat(33) }, { recipient: texts.errors.recipientTooLong }],
  ['32 characters outside the basic plane', { recipient: '𠮷'.repeat(32) }, {}],
  ['120 characters of detail', { detail: '路'.repeat(120) }, {}],
  ['121 characters of detail', { detail: '路'.repeat(121) }, { detail: texts.errors.detailTooLong }],
  ['a number with country code and spaces', { phone: '+86 138 0013 8000' }, {}],
  ['a landline', { phone: '01088886666' }, { phone: texts.errors.phone }],
  ['ten digits', { phone: '1380013800' }, { phone: texts.errors.phone }],
])('%s', (_, change, expected) => {
  expect(validateDraft({ ...valid, ...change })).toEqual(expected)
})

test('what is sent is trimmed and has a plain number', () => {
  expect(toInput({ ...valid, recipient: ' 林小满 ', phone: '138-0013-8000', detail: ' 文三路 ' })).toEqual({
    recipient: '林小满',
    phone: '13800138000',
    regionCode: '330106',
    detail: '文三路',
    tag: 'home',
    isDefault: false,
  })
})

test('a stored address comes back as the same draft', () => {
  const draft = draftOf({
    id: '0193a000-0000-7000-8000-000000000001',
    recipient: '林小满',
    phone: '13800138000',
    regionCode: '330106',
    province: '浙江省',
    city: '杭州市',
    district: '西湖区',
    transitDays: 1,
    detail: '文三路 90 号 3 幢 501',
    tag: 'home',
    isDefault: false,
    updatedAt: '2026-11-22T00:00:00.000Z',
  })
  expect(isSameDraft(draft, valid)).toBe(true)
  expect(isSameDraft(draft, { ...valid, detail: '别处' })).toBe(false)
})

import { readPhoneEvent } from '@/platform/phoneEvent'

describe('readPhoneEvent', () => {
  it.each([
    ['a code', { code: 'c', errMsg: 'getPhoneNumber:ok' }, { kind: 'granted', grant: { phoneCode: 'c' } }],
    ['an old library', { encryptedData: 'e', iv: 'i', errMsg: 'getPhoneNumber:ok' }, { kind: 'granted', grant: { encryptedData: 'e', iv: 'i' } }],
    ['both', { code: 'c', encryptedData: 'e', iv: 'i' }, { kind: 'granted', grant: { phoneCode: 'c' } }],
    ['a refusal', { errMsg: 'getPhoneNumber:fail user deny' }, { kind: 'refused' }],
    ['a cancel', { errMsg: 'getPhoneNumber:fail:user cancel' }, { kind: 'refused' }],
    ['errno 104 (privacy refused)', { errMsg: 'getPhoneNumber:fail', errno: 104 }, { kind: 'refused' }],
    ['errno 103 (privacy cancelled)', { errMsg: 'getPhoneNumber:fail', errno: 103 }, { kind: 'refused' }],
    ['an old refusal', { errMsg: 'getPhoneNumber:fail auth deny' }, { kind: 'refused' }],
    ['errno 1400001 (a used up quota)', { errMsg: 'getPhoneNumber:fail', errno: 1400001 }, { kind: 'exhausted' }],
    ['anything else', { errMsg: 'getPhoneNumber:fail no permission' }, { kind: 'failed' }],
    ['nothing', {}, { kind: 'failed' }],
  ])('reads %s', (_what, detail, answer) => {
    expect(readPhoneEvent(detail)).toEqual(answer)
  })
})

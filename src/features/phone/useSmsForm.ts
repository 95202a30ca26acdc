import { useState } from 'react'
import type { SmsPurpose } from '@contract/identity'
import { isMobileNumber } from '@domain/phone'
import { errorText } from '@/features/errors/errorText'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { selectSms } from './phoneSlice'
import { sendSmsCode } from './sendSmsCode'
import { texts } from './texts'
import { useCountdown } from './useCountdown'

export interface SmsProof {
  phone: string
  code: string
  requestId?: string
}

/** What is wrong with what was typed (`form`: with the sending of the code). */
interface Faults {
  phone?: string
  code?: string
  form?: string
}

/** What SmsForm shows and does. The code that was sent outlives the form: a sheet may be closed and opened meanwhile. */
export function useSmsForm(purpose: SmsPurpose, onSubmit: (proof: SmsProof) => void, mayProceed: () => boolean) {
  const sms = useAppSelector(selectSms)
  const dispatch = useAppDispatch()
  const [phone, setPhone] = useState(sms.status === 'idle' ? '' : sms.phone)
  const [code, setCode] = useState('')
  const [faults, setFaults] = useState<Faults>({})
  const isSentHere = sms.status === 'sent' && sms.phone === phone
  const seconds = useCountdown(isSentHere ? sms.sentAt : 0, isSentHere ? sms.resendAt : 0)

  const send = async () => {
    if (!isMobileNumber(phone)) return setFaults({ phone: texts.phoneWrong })
    if (!mayProceed()) return
    setFaults({})
    const result = await dispatch(sendSmsCode({ phone, purpose }))
    if (sendSmsCode.rejected.match(result) && result.payload) setFaults({ form: errorText(result.payload) })
  }

  const submit = () => {
    const wrong: Faults = {}
    if (!isMobileNumber(phone)) wrong.phone = texts.phoneWrong
    if (code.length !== 6) wrong.code = isSentHere ? texts.codeWrong : texts.codeMissing
    setFaults(wrong)
    if (wrong.phone || wrong.code || !mayProceed()) return
    onSubmit({ phone, code, requestId: isSentHere ? sms.requestId : undefined })
  }

  return {
    phone,
    code,
    faults,
    seconds,
    isSending: sms.status === 'sending',
    sentTo: isSentHere ? phone : null,
    typePhone: (text: string) => {
      setPhone(text)
      setFaults({})
    },
    typeCode: (text: string) => {
      setCode(text)
      setFaults({})
    },
    send: () => void send(),
    submit,
  }
}

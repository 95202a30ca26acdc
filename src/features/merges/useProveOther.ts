import { useRef, useState } from 'react'
import type { Merge } from '@contract/merges'
import { isMobileNumber } from '@domain/phone'
import type { ApiError } from '@/api/apiError'
import { errorText } from '@/features/errors/errorText'
import { selectSms } from '@/features/phone/phoneSlice'
import { useCodeEntry, type SendResult } from '@/features/proof/useCodeEntry'
import { useAppSelector } from '@/store/hooks'
import { useProveOtherMutation, useStartMergeMutation } from './mergesApi'
import { texts } from './texts'

/** What ProveOther shows and does. */
export function useProveOther(onProven: (merge: Merge) => void) {
  // The number that was found taken a moment ago need not be typed again.
  const sms = useAppSelector(selectSms)
  const [phone, setPhone] = useState(sms.status === 'idle' ? '' : sms.phone)
  const [phoneFault, setPhoneFault] = useState<string | null>(null)
  const [start] = useStartMergeMutation()
  const [prove, { isLoading, error, reset }] = useProveOtherMutation()
  const merge = useRef<Merge | null>(null)
  const typed = useRef(phone)
  const entry = useCodeEntry(async (): Promise<SendResult | null> => {
    const { data, error: failure } = await start({ phone })
    // He has typed another number meanwhile.
    if (typed.current !== phone) return null
    if (!data?.code) return { error: failure }
    merge.current = data.merge
    return { data: data.code }
  }, sms.status === 'sent' && sms.phone === phone ? { at: sms.sentAt, until: sms.resendAt } : null)

  const submit = async () => {
    if (!checkPhone() || !entry.check(merge.current !== null) || !merge.current) return
    const { data } = await prove({ id: merge.current.id, proof: { smsCode: entry.code } })
    if (data) onProven(data)
  }
  const checkPhone = () => {
    const isGood = isMobileNumber(phone)
    setPhoneFault(isGood ? null : texts.phoneWrong)
    return isGood
  }
  const code = error && (error as ApiError).kind === 'problem' ? (error as Extract<ApiError, { kind: 'problem' }>).code : null

  return {
    phone,
    phoneFault,
    typePhone: (text: string) => {
      setPhone(text)
      typed.current = text
      setPhoneFault(null)
      entry.reset()
      reset()
      merge.current = null
    },
    entry,
    isBusy: isLoading,
    failure: entry.failure ?? (error ? failureText(error as ApiError) : null),
    isMissing: code === 'merge_other_missing',
    send: () => {
      reset()
      if (checkPhone()) entry.ask()
    },
    submit: () => void submit(),
  }
}

function failureText(error: ApiError): string {
  if (error.kind === 'problem' && error.code === 'merge_other_missing') return texts.otherMissing
  if (error.kind === 'problem' && error.code === 'account_dormant') return texts.dormant
  return errorText(error)
}

import { useState } from 'react'
import type { SmsCodeSent } from '@contract/identity'
import type { ApiError } from '@/api/apiError'
import { errorText } from '@/features/errors/errorText'
import { useCountdown } from '@/features/phone/useCountdown'
import { texts } from './texts'

export type SendResult = { data: SmsCodeSent; error?: undefined } | { data?: undefined; error: unknown }

/** When another code may be had; both in milliseconds by the phone's clock. */
interface Wait {
  at: number
  until: number
}

/**
 * A one-time code that `send` asks for: what was typed, when another may be had, and what went wrong. `earlier` is the wait
 * after a code that went to the same number for something else. `send` answers null where
 * its code is no longer wanted.
 */
export function useCodeEntry(send: () => Promise<SendResult | null>, earlier: Wait | null = null) {
  const [code, setCode] = useState('')
  const [sent, setSent] = useState<Wait | null>(null)
  const [isSending, setSending] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const wait = sent ?? earlier
  const seconds = useCountdown(wait?.at ?? 0, wait?.until ?? 0)

  const ask = async () => {
    setFault(null)
    setFailure(null)
    setSending(true)
    const result = await send()
    setSending(false)
    if (!result) return
    const { data, error } = result
    if (data) {
      const at = Date.now()
      setSent({ at, until: at + data.retryAfterSeconds * 1000 })
    } else {
      // The base query of the app rejects with nothing else.
      setFailure(errorText(error as ApiError))
    }
  }

  return {
    code,
    seconds,
    isSending,
    isSent: sent !== null,
    fault,
    failure,
    type: (text: string) => {
      setCode(text)
      setFault(null)
    },
    ask: () => void ask(),
    /** Whether what was typed may be sent; if not, it is said at the field. Without a code that was asked for, nothing may. */
    check: (isAsked = true): boolean => {
      const wrong = isAsked && code.length === 6 ? null : sent ? texts.codeWrong : texts.codeMissing
      setFault(wrong)
      return wrong === null
    },
    /** Another number: its code is yet to be asked for. */
    reset: () => {
      setSent(null)
      setCode('')
      setFailure(null)
    },
  }
}

import { useRef, useState } from 'react'
import type { Address, AddressInput } from '@contract/addresses'
import type { ApiError } from '@/api/apiError'
import { bringIntoSight } from '@/platform/bringIntoSight'
import { newId } from '@/platform/newId'
import { useAppDispatch } from '@/store/hooks'
import { FIELDS, isSameDraft, toInput, validateDraft, type AddressDraft, type AddressField, type FieldErrors } from './addressDraft'
import { saveAddress } from './addressThunks'
import { fieldErrorsOf } from './fieldErrorsOf'
import { fieldId } from './fieldId'
import { texts } from './texts'

interface AddressFormOptions {
  /** Of the address that is changed; none for a new one. */
  id?: string
  initial: AddressDraft
}

/** What is typed stays through every failure; a repeated save of the same content is the same write to the server. */
export function useAddressForm({ id, initial }: AddressFormOptions) {
  const [draft, setDraft] = useState(initial)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [saved, setSaved] = useState<Address | null>(null)
  // A ref as well: the second of two quick taps comes before the state has been drawn.
  const isBusy = useRef(false)
  const keyFor = useIdempotencyKey()
  const dispatch = useAppDispatch()

  const change = (part: Partial<AddressDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setErrors((before) => withoutChanged(before, part))
  }

  /** Takes over what was recognised, and marks what was not and is still empty. */
  const fill = (part: Partial<AddressDraft>, missing: readonly AddressField[]) => {
    change(part)
    const empty = validateDraft({ ...draft, ...part })
    setErrors(Object.fromEntries(missing.filter((field) => empty[field]).map((field) => [field, texts.notParsed])))
  }

  const showErrors = (found: FieldErrors) => {
    setErrors(found)
    const first = FIELDS.find((field) => found[field])
    if (first) bringIntoSight(fieldId(first))
    return first !== undefined
  }

  const save = async () => {
    if (isBusy.current || showErrors(validateDraft(draft))) return
    isBusy.current = true
    setSaving(true)
    setFailure(null)
    const input = toInput(draft)
    const result = await dispatch(saveAddress({ id, input, key: keyFor(input) }))
    isBusy.current = false
    setSaving(false)
    if (saveAddress.fulfilled.match(result)) return setSaved(result.payload)
    const error = result.payload ?? { kind: 'aborted', retryable: false }
    if (!showErrors(fieldErrorsOf(error))) setFailure(error)
  }

  return { draft, errors, failure, isSaving, isDirty: saved === null && !isSameDraft(draft, initial), saved, change, fill, save }
}

/** One key for as long as the content is the same: the server refuses a known key with other content. */
function useIdempotencyKey() {
  const last = useRef({ content: '', key: '' })
  return (input: AddressInput) => {
    const content = JSON.stringify(input)
    if (last.current.content !== content) last.current = { content, key: newId() }
    return last.current.key
  }
}

/** A complaint goes as soon as its field is touched. */
function withoutChanged(errors: FieldErrors, part: Partial<AddressDraft>): FieldErrors {
  const rest = { ...errors }
  for (const name of Object.keys(part)) delete rest[name === 'region' ? 'regionCode' : (name as keyof FieldErrors)]
  return rest
}

import { make } from '../dom'
import { type BuildControl, type Control, type ControlContext, number, text } from './control'

type Field = HTMLInputElement | HTMLTextAreaElement

const KEYBOARDS: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', text: 'text', nickname: 'text' }

function buildField(context: ControlContext, field: Field): Control {
  const { element, fire, prop } = context
  element.append(field)
  field.addEventListener('input', () => fire('input', { value: field.value, cursor: field.selectionStart ?? field.value.length, keyCode: 0 }))
  field.addEventListener('focus', () => {
    fire('focus', { value: field.value, height: 0 })
    fire('keyboardheightchange', { height: 0, duration: 0 })
  })
  field.addEventListener('blur', () => handleBlur(context, field))
  field.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || field instanceof HTMLTextAreaElement) return
    fire('confirm', { value: field.value })
    if (!prop('confirmHold')) field.blur()
  })
  return {
    ariaTarget: field,
    activate: () => field.focus(),
    formValue: () => field.value,
    reset: () => (field.value = ''),
    update: (name, value) => updateField(field, name, value),
  }
}

/** WeChat asks its servers: whatever the same tap set off, such as the submit of the form, comes first. */
const REVIEW_MS = 50

/** A nickname is content-checked once the field is left, and a refused one is taken out again. */
function handleBlur({ host, fire, prop }: ControlContext, field: Field) {
  const { value } = field
  fire('blur', { value, cursor: value.length })
  if (prop('type') !== 'nickname') return
  setTimeout(() => {
    const pass = !host.refusedNicknames.includes(value)
    if (!pass && field.value === value) field.value = ''
    fire('nicknamereview', { pass, timeout: false })
  }, REVIEW_MS)
}

function updateField(field: Field, name: string, value: unknown) {
  if (name === 'value' && field.value !== text(value)) field.value = text(value)
  if (name === 'placeholder') field.placeholder = text(value)
  if (name === 'disabled') field.disabled = Boolean(value)
  if (name === 'password' && field instanceof HTMLInputElement) field.type = value ? 'password' : 'text'
  if (name === 'type') field.inputMode = KEYBOARDS[text(value)] ?? 'text'
  if (name === 'focus' && value) field.focus()
  if (name === 'maxlength') {
    const limit = number(value, 140)
    if (limit >= 0) field.maxLength = limit
    else field.removeAttribute('maxlength')
  }
}

export const input: BuildControl = (context) => buildField(context, make('input', { type: 'text' }))
export const textarea: BuildControl = (context) => buildField(context, make('textarea'))

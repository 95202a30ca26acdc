import { type BuildControl, contextOf, type ControlContext, controlOf } from './control'

/** Fields belong to a form by the DOM: what a Taro component renders lies in a shadow tree of its own. */
function fieldsOf(form: ControlContext) {
  return [...form.element.querySelectorAll('*')].flatMap((element) => {
    const control = controlOf(element)
    const name = contextOf(element)?.prop('name')
    return control?.formValue && typeof name === 'string' && name !== '' ? [{ name, control }] : []
  })
}

export function submitForm(form: ControlContext) {
  // A focused field reports its value on blur, before the form does.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  const value = Object.fromEntries(fieldsOf(form).map(({ name, control }) => [name, control.formValue?.()]))
  form.fire('submit', { value })
}

export function resetForm(form: ControlContext) {
  for (const { control } of fieldsOf(form)) control.reset?.()
  form.fire('reset', {})
}

export const form: BuildControl = () => ({})

/** A tap on a label reaches the control that it names with `for`, or the first one inside. */
export const label: BuildControl = (context) => ({
  tap: (tapped) => {
    const { element } = context
    // A control that was tapped itself has done its part.
    for (let node = tapped; node && node !== element; node = node.parentElement) if (controlOf(node)?.activate) return
    const target = context.prop('for')
    const page = element.closest('wx-page')
    const inside = [...element.querySelectorAll('*')]
    const named = typeof target === 'string' && target !== '' ? page?.querySelector(`#${CSS.escape(target)}`) : undefined
    const found = named ?? inside.find((item) => controlOf(item)?.activate)
    controlOf(found ?? null)?.activate?.()
  },
})

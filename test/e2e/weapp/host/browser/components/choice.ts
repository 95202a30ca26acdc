import { type BuildControl, contextOf, type Control, type ControlContext, controlOf, text } from './control'

interface Toggle extends Control {
  readonly on: boolean
  set(on: boolean): void
}

/** The part that switch, checkbox and radio share. */
function toggle({ element, prop, aria }: ControlContext, role: string, press: (self: Toggle) => void): Toggle {
  aria('role', role)
  let on = false
  const set = (next: boolean) => {
    on = next
    aria('aria-checked', String(on))
  }
  const self: Toggle = {
    get on() {
      return on
    },
    set,
    tap: () => {
      if (!prop('disabled')) press(self)
    },
    activate: () => self.tap?.(element),
    reset: () => set(Boolean(prop('checked'))),
    update: (name, value) => {
      if (name === 'checked') set(Boolean(value))
      if (name === 'disabled') aria('aria-disabled', String(Boolean(value)))
    },
  }
  set(Boolean(prop('checked')))
  return self
}

function membersOf(group: Element, tag: string) {
  return [...group.querySelectorAll(tag)].flatMap((element) => {
    const control = controlOf(element) as Toggle | undefined
    return control ? [{ control, value: text(contextOf(element)?.prop('value')) }] : []
  })
}

function selectedIn(group: Element, tag: string): string[] {
  return membersOf(group, tag)
    .filter(({ control }) => control.on)
    .map(({ value }) => value)
}

export const switchControl: BuildControl = (context) => {
  const self = toggle(context, 'switch', () => {
    self.set(!self.on)
    context.fire('change', { value: self.on })
  })
  return Object.assign(self, { formValue: () => self.on })
}

export const checkbox: BuildControl = (context) =>
  toggle(context, 'checkbox', (self) => {
    self.set(!self.on)
    const group = context.element.closest('wx-checkbox-group')
    if (group) contextOf(group)?.fire('change', { value: selectedIn(group, 'wx-checkbox') })
  })

export const radio: BuildControl = (context) =>
  toggle(context, 'radio', (self) => {
    const group = context.element.closest('wx-radio-group')
    if (self.on) return
    for (const { control } of group ? membersOf(group, 'wx-radio') : []) control.set(false)
    self.set(true)
    if (group) contextOf(group)?.fire('change', { value: text(context.prop('value')) })
  })

export const checkboxGroup: BuildControl = ({ element }) => ({ formValue: () => selectedIn(element, 'wx-checkbox') })

export const radioGroup: BuildControl = ({ element, aria }) => {
  aria('role', 'radiogroup')
  return { formValue: () => selectedIn(element, 'wx-radio')[0] ?? '' }
}

import type * as glassEasel from 'glass-easel'
import type { Host } from '../host'
import { AriaAttributes } from './ariaAttributes'
import { button } from './button'
import { checkbox, checkboxGroup, radio, radioGroup, switchControl } from './choice'
import { controlOf, remember, text, type BuildControl, type ControlContext } from './control'
import { form, label } from './form'
import { image } from './image'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './pickerView'
import { scrollView } from './scrollView'
import { navigator, pageMeta, plain, progress, richText } from './simple'
import { swiper, swiperItem } from './swiper'
import { input, textarea } from './textField'

const CONTROLS: Record<string, BuildControl> = {
  button,
  checkbox,
  'checkbox-group': checkboxGroup,
  form,
  image,
  input,
  label,
  navigator,
  'page-meta': pageMeta,
  picker,
  'picker-view': pickerView,
  'picker-view-column': pickerViewColumn,
  progress,
  radio,
  'radio-group': radioGroup,
  'rich-text': richText,
  'scroll-view': scrollView,
  swiper,
  'swiper-item': swiperItem,
  switch: switchControl,
  textarea,
}

type Component = glassEasel.GeneralComponent

const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Defines a component for every tag that the templates use. One without behaviour of its own is a plain box. */
export function registerBuiltIns(host: Host) {
  for (const [tag, attributes] of Object.entries(host.pkg.tags)) register(host, tag, attributes.map(camel))
}

function register(host: Host, tag: string, names: string[]) {
  const live = new WeakMap<Component, (name: string, value: unknown) => void>()
  const space = host.view.space.getComponentSpace()
  const definition = space.defineComponent({
    is: `host/${tag}`,
    options: { dataDeepCopy: 'none', propertyPassingDeepCopy: 'none' } as never,
    template: host.view.slotTemplate,
    properties: Object.fromEntries(names.map((name) => [name, { type: null, value: undefined }])) as never,
    observers: names.map((name) => ({
      fields: name,
      observer(this: Component) {
        live.get(this)?.(name, this.data[name])
      },
    })),
    lifetimes: {
      attached(this: Component) {
        const update = attach(host, this, CONTROLS[tag] ?? plain)
        live.set(this, update)
        for (const name of names) if (this.data[name] !== undefined) update(name, this.data[name])
      },
      detached(this: Component) {
        controlOf(this.getBackendElement() as unknown as HTMLElement)?.detached?.()
      },
    },
  })
  space.setGlobalUsingComponent(tag, definition.general())
}

function attach(host: Host, component: Component, build: BuildControl): (name: string, value: unknown) => void {
  const element = component.getBackendElement() as unknown as HTMLElement
  let target = element
  const aria = new AriaAttributes(() => target)
  const context: ControlContext = {
    host,
    element,
    prop: (name) => component.data[name] as unknown,
    fire: (name, detail = {}) => component.triggerEvent(name, detail, { bubbles: false, composed: false }),
    aria: (attribute, value) => aria.setOwn(attribute, value),
  }
  const control = build(context)
  target = control.ariaTarget ?? element
  remember(context, control)
  if (control.tap) component.addListener('tap', (event: glassEasel.ShadowedEvent<unknown>) => control.tap?.(targetOf(event)))
  addHover(context)
  return (name, value) => {
    if (name === 'hidden') element.hidden = Boolean(value)
    if (name.startsWith('aria')) aria.setGiven(name, text(value))
    control.update?.(name, value)
  }
}

function targetOf(event: glassEasel.ShadowedEvent<unknown>): Element | null {
  const original = event.getOriginalEvent()
  return original instanceof Event && original.target instanceof Element ? original.target : null
}

function addHover({ element, prop }: ControlContext) {
  const classes = () =>
    text(prop('hoverClass'))
      .split(/\s+/)
      .filter((name) => name !== '' && name !== 'none')
  element.addEventListener('pointerdown', () => element.classList.add(...classes()))
  for (const type of ['pointerup', 'pointerleave', 'pointercancel']) element.addEventListener(type, () => element.classList.remove(...classes()))
}

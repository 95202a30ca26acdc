import type { Host } from '../host'

/** What a built-in component does, beside showing its children. */
export interface Control {
  /** A property has been set by the template; also called for each one when the component appears. */
  update?(name: string, value: unknown): void
  /** `target` is the element that the finger was on. */
  tap?(target: Element | null): void
  detached?(): void
  /** The label around it, or naming it, was tapped. */
  activate?(): void
  /** Its part of what a form submits. */
  formValue?(): unknown
  /** `<button form-type="reset">` was tapped. */
  reset?(): void
  /** Where `aria-` attributes belong, when not on the element itself. */
  ariaTarget?: HTMLElement
}

export interface ControlContext {
  host: Host
  element: HTMLElement
  /** Current value of a property, by its camel-case name. */
  prop(name: string): unknown
  fire(name: string, detail?: object): void
  /** What the component says of itself to assistive technology; the template may say otherwise. */
  aria(attribute: string, value: string): void
}

export type BuildControl = (context: ControlContext) => Control

const controls = new WeakMap<HTMLElement, Control>()
const contexts = new WeakMap<HTMLElement, ControlContext>()

export function remember(context: ControlContext, control: Control) {
  controls.set(context.element, control)
  contexts.set(context.element, context)
}

export function controlOf(element: Element | null): Control | undefined {
  return element instanceof HTMLElement ? controls.get(element) : undefined
}

export function contextOf(element: Element | null): ControlContext | undefined {
  return element instanceof HTMLElement ? contexts.get(element) : undefined
}

export function text(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** A number out of a property; properties that are not set arrive as empty strings. */
export function number(value: unknown, fallback: number): number {
  return value === undefined || value === null || value === '' || Number.isNaN(Number(value)) ? fallback : Number(value)
}

/**
 * Roles and `aria-` attributes of one component: what the template says wins over what the component says of itself.
 * Taro's templates always write the attribute, so an empty value is no value.
 */
export class AriaAttributes {
  private readonly own = new Map<string, string>()
  private readonly given = new Map<string, string>()

  constructor(private readonly target: () => HTMLElement) {}

  /** What the component says of itself, such as the role of a switch. */
  setOwn(attribute: string, value: string) {
    this.own.set(attribute, value)
    this.apply(attribute)
  }

  /** A property out of the template, `ariaRole` or `ariaLabel` or another one. */
  setGiven(property: string, value: string) {
    const attribute = property === 'ariaRole' ? 'role' : property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    this.given.set(attribute, value)
    this.apply(attribute)
  }

  private apply(attribute: string) {
    const value = this.given.get(attribute) || this.own.get(attribute)
    if (value === undefined || value === '') this.target().removeAttribute(attribute)
    else this.target().setAttribute(attribute, value)
  }
}

/** Every class of a CSS module under its own name. */
const classNames = new Proxy({}, { get: (_target, name) => String(name) })
export default classNames

/** Text that is HTML already. Everything else is escaped on its way into one. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[]

/** A piece of a page: html`<td>${name}</td>`. What is put in is text unless it is `Html`; null, undefined and false are nothing. */
export function html(strings: TemplateStringsArray, ...values: Piece[]): Html {
  return new Html(strings.map((string, i) => string + write(values[i])).join(''))
}

function write(value: Piece): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(write).join('')
  return String(value).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

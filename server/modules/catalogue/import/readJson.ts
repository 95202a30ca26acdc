import { JSONParser, TokenType } from '@streamparser/json'
import type { SourceRow } from './source'

const LISTS = ['categories', 'hotWords', 'products'] as const
type ListName = (typeof LISTS)[number]

/** A member of a list stands three brackets deep: the file's object, the list, the row. */
const ROW_DEPTH = 3

/**
 * Rows of a JSON catalogue, as its text arrives in pieces of any size. Every row knows the line on which it begins,
 * also when the whole file is one line. A file that is not JSON, or not a catalogue, ends in a fault.
 */
export async function* readJson(text: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  const reader = new JsonReader()
  for await (const piece of text) {
    reader.read(piece)
    yield* reader.take()
    if (reader.isBroken) return
  }
  reader.end()
  yield* reader.take()
}

class JsonReader {
  /** Set once the text is not JSON: nothing after that means anything. */
  isBroken = false
  private rows: SourceRow[] = []
  private line = 1
  private rowLine = 1
  private depth = 0
  private key = ''
  private hotWords: unknown[] = []
  private readonly seen = new Set<string>()
  private readonly parser = new JSONParser({ paths: LISTS.map((name) => `$.${name}.*`), keepStack: false })

  constructor() {
    this.parser.onToken = ({ token, value }) => this.token(token, value)
    this.parser.onValue = ({ value, key, stack }) => this.row(String(stack[1]?.key) as ListName, Number(key), value)
    this.parser.onError = (error) => this.broken(error.message)
  }

  /** By lines, since the parser speaks up while it reads: the line being read is then the line it speaks of. */
  read(piece: string): void {
    const lines = piece.split('\n')
    lines.forEach((line, i) => {
      if (this.isBroken) return
      if (!this.parser.isEnded) this.parser.write(i < lines.length - 1 ? `${line}\n` : line)
      else if (line.trim() !== '') this.broken('there is text after the end of the catalogue')
      if (i < lines.length - 1) this.line += 1
    })
  }

  end(): void {
    if (this.isBroken) return
    if (!this.parser.isEnded) this.broken('the file ends too early')
    for (const name of ['categories', 'products']) if (!this.seen.has(name) && !this.isBroken) this.fault('the file', `has no list "${name}"`)
    if (this.seen.has('hotWords')) this.rows.push({ kind: 'hotWords', value: this.hotWords, place: (path) => `hotWords${path}` })
  }

  *take(): Generator<SourceRow> {
    yield* this.rows
    this.rows = []
  }

  private token(token: TokenType, value: unknown): void {
    if (this.depth === 1 && token === TokenType.STRING && this.key === '') this.name(String(value))
    else if (this.depth === 1 && token === TokenType.COMMA) this.key = ''
    else if (this.depth === 1 && token !== TokenType.COLON && token !== TokenType.LEFT_BRACKET && token !== TokenType.RIGHT_BRACE) this.notAList()
    if (this.depth === 0 && token !== TokenType.LEFT_BRACE) this.fault(`line ${this.line}`, 'a catalogue is an object with the lists "categories" and "products"')
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) this.depth += 1
    if (this.depth === ROW_DEPTH && token === TokenType.LEFT_BRACE) this.rowLine = this.line
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.depth -= 1
  }

  private name(name: string): void {
    this.key = name
    if (!LISTS.some((list) => list === name)) this.fault(`line ${this.line}, ${name}`, 'unexpected; a catalogue has categories, products and hotWords')
    else if (this.seen.has(name)) this.fault(`line ${this.line}, ${name}`, 'stands in the file twice')
    this.seen.add(name)
  }

  private notAList(): void {
    if (LISTS.some((list) => list === this.key)) this.fault(`line ${this.line}, ${this.key}`, 'must be a list')
  }

  private row(list: ListName, index: number, value: unknown): void {
    if (list === 'hotWords') {
      this.hotWords.push(value)
      return
    }
    const line = typeof value === 'object' && value !== null ? this.rowLine : this.line
    this.rows.push({ kind: list === 'categories' ? 'category' : 'product', value, place: (path) => `line ${line}, ${list}[${index}]${path}` })
  }

  private broken(reason: string): void {
    if (this.isBroken) return
    this.isBroken = true
    this.fault(`line ${this.line}`, `not JSON: ${reason}`)
  }

  private fault(where: string, reason: string): void {
    this.rows.push({ kind: 'fault', where, reason })
  }
}

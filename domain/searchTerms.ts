const LATIN = /[a-z0-9]+/g
const HAN = /[\u3400-\u9fff]+/g

/**
 * The index terms of a text: single Chinese characters and bigrams, and Latin or digit words.
 * Both sides use it, so a two-character word is one array lookup in the GIN index instead of a trigram scan.
 */
export function searchTerms(text: string): string[] {
  const lower = text.normalize('NFKC').toLowerCase()
  const terms = new Set<string>(lower.match(LATIN) ?? [])
  for (const run of lower.match(HAN) ?? []) {
    const characters = [...run]
    characters.forEach((character, i) => {
      terms.add(character)
      const next = characters[i + 1]
      if (next) terms.add(character + next)
    })
  }
  return [...terms]
}

/** What a query must match: bigrams where a Chinese run has two or more characters, else the single one. */
export function queryTerms(text: string): string[] {
  const lower = text.normalize('NFKC').toLowerCase()
  const terms = new Set<string>(lower.match(LATIN) ?? [])
  for (const run of lower.match(HAN) ?? []) {
    const characters = [...run]
    if (characters.length === 1) terms.add(run)
    else for (let i = 0; i + 1 < characters.length; i += 1) terms.add(`${characters[i] ?? ''}${characters[i + 1] ?? ''}`)
  }
  return [...terms]
}

/** One stored thing, as the law wants it told: what it is, what for, and how long it stays. */
export interface LegalFact {
  what: string
  why: string
  kept: string
}

export interface LegalSection {
  heading: string
  paragraphs?: readonly string[]
  facts?: readonly LegalFact[]
  points?: readonly string[]
}

/** A text that shoppers agree to. Reference wording: an operator has it confirmed by a lawyer before release. */
export interface LegalText {
  title: string
  /** What most people want to know, in a few lines before the clauses. */
  summary: readonly string[]
  sections: readonly LegalSection[]
}

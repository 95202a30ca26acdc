import { PROBLEMS, type ProblemCode } from '@contract/problemCodes'
import { texts } from './texts'

/** A plain sentence for a problem of which only the code is known, as after a redirect. */
export function problemSentence(code: ProblemCode): string {
  return texts.problems[code] ?? PROBLEMS[code].title
}

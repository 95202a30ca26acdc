/** How it stands with one thing that a shop needs. */
export interface Finding {
  /** `fault`: shoppers notice. `warning`: they may, or soon will. `unknown`: it could not be looked at from here. */
  level: 'ok' | 'warning' | 'fault' | 'unknown'
  /** What was looked at, such as `database`. */
  about: string
  /** What was found, in one sentence. */
  says: string
  /** What to do about it. */
  advice?: string
}

/** Words for findings about one thing. */
export function findingsAbout(about: string) {
  const make = (level: Finding['level']) => (says: string, advice?: string): Finding => ({ level, about, says, ...(advice ? { advice } : {}) })
  return { ok: make('ok'), warning: make('warning'), fault: make('fault'), unknown: make('unknown') }
}

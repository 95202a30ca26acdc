const WIDTH = 30
/** Where no terminal shows a bar, one line for each tenth. */
const TENTHS = 10

export interface ProgressBar {
  begin: (label: string) => void
  /** How much of the step is done. */
  report: (done: number, of: number) => void
  end: () => void
}

/** A bar on a terminal that is being looked at; in a log file a line now and then. */
export function progressBar(out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'> = process.stderr): ProgressBar {
  let label = ''
  let shown = -1
  let isLineOpen = false
  const finish = () => {
    if (isLineOpen) out.write('\n')
    isLineOpen = false
    shown = -1
  }
  return {
    begin(next) {
      finish()
      label = next
      // Also that of a step which never reports: what is printed next must not stand behind it.
      isLineOpen = out.isTTY
      out.write(out.isTTY ? `${label} …` : `${label} …\n`)
    },
    report(done, of) {
      const share = of > 0 ? Math.min(1, done / of) : 1
      const step = Math.floor(share * (out.isTTY ? 100 : TENTHS))
      if (step === shown) return
      shown = step
      const bar = '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')
      out.write(out.isTTY ? `\r${label} ${bar} ${String(step).padStart(3)} %` : `${label} ${Math.round(share * 100)} %\n`)
    },
    end() {
      finish()
    },
  }
}

import { useRef, useState } from 'react'

/**
 * A sheet that goes from step to step. `begin` opens it at a step and answers a function that shows what follows, unless
 * the sheet was closed or went elsewhere meanwhile. The last step stays while the sheet slides away.
 */
export function useSheetSteps<Step>(first: Step) {
  const [isOpen, setOpen] = useState(false)
  const [step, setStep] = useState(first)
  const turn = useRef(0)
  const begin = (next: Step) => {
    turn.current += 1
    const mine = turn.current
    setOpen(true)
    setStep(next)
    return (later: Step) => {
      if (turn.current === mine) setStep(later)
    }
  }
  const close = () => {
    turn.current += 1
    setOpen(false)
  }
  return { isOpen, step, begin, close }
}

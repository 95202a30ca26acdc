import { useRef, useState } from 'react'

/**
 * State of a sheet that may be closed while an answer is under way: what comes for an earlier opening is dropped.
 * `begin` starts an opening and answers a setter that works until the next one.
 */
export function useStep<Step>(initial: Step) {
  const [step, setStep] = useState(initial)
  const opening = useRef(0)
  const begin = (first: Step) => {
    const mine = ++opening.current
    setStep(first)
    return (next: Step) => {
      if (opening.current === mine) setStep(next)
    }
  }
  return { step, begin }
}

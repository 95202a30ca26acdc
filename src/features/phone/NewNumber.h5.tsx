import { NewNumberBySms } from './NewNumberBySms'
import { useNewNumber } from './useNewNumber'

/** On H5 a one-time code proves the new number. */
export function NewNumber({ onChanged }: { onChanged: () => void }) {
  return <NewNumberBySms {...useNewNumber(onChanged)} />
}

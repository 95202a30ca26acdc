import { PhoneBySms } from './PhoneBySms'

/** On H5 a one-time code proves the number. */
export function PhoneStep() {
  return <PhoneBySms />
}

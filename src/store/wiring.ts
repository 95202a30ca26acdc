import { fetchAddresses } from '@/features/addresses/addressThunks'
import type { Wiring } from './extra'
import { intents } from './intents'

/** What features start in each other; see `Wiring`. */
export const wiring: Wiring = {
  loadsAfterSignIn: [() => fetchAddresses()],
  intents,
}

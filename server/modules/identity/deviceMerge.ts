import type { MergePart } from '../merges/part'
import type { KnownDeviceTable } from './tables'

type Spot = Pick<KnownDeviceTable, 'client' | 'device' | 'place'>

interface MovedDevices {
  /** What the survivor did not know before. */
  added: Spot[]
}

/** What the other account signed in from: without it, the shopper's own phone would be announced to him as a new one. */
export const deviceMergePart: MergePart<MovedDevices> = {
  kind: 'devices',

  preview: () => Promise.resolve(null),

  async join({ trx, survivorId, otherId }) {
    const theirs = await trx.selectFrom('known_device').select(['client', 'device', 'place', 'last_signed_in_at']).where('user_id', '=', otherId).execute()
    if (theirs.length === 0) return { added: [] }
    const added = await trx
      .insertInto('known_device')
      .values(theirs.map((row) => ({ ...row, user_id: survivorId })))
      .onConflict((oc) => oc.columns(['user_id', 'client', 'device', 'place']).doNothing())
      .returning(['client', 'device', 'place'])
      .execute()
    return { added }
  },

  // The other account kept its own. One that both have signed in from since goes as well: to be told once too often does no harm.
  async undo({ trx, survivorId }, { added }) {
    for (const { client, device, place } of added) {
      await trx.deleteFrom('known_device').where('user_id', '=', survivorId).where('client', '=', client).where('device', '=', device).where('place', '=', place).execute()
    }
  },
}

import type { Transaction } from 'kysely'
import type { Database } from '../../database/schema'
import { writeNotice } from '../notices/write'
import type { ClientKind } from './client'

export interface SignInFrom {
  sessionId: string
  userId: string
  client: ClientKind
  device: string
  place: string
  /** Milliseconds. */
  now: number
  /** Sessions not used since then are over; milliseconds. */
  idleSince: number
  /** By a code that the mini-program sent by itself. */
  isSilent: boolean
  /** The session that this one takes the place of. */
  replaces: string | null
}

type Trx = Transaction<Database>
type Spot = Pick<SignInFrom, 'client' | 'device' | 'place'>

/**
 * Remembers what the shopper signs in from, and leaves him a notice when a session starts where he may not be, while
 * others of his live. No notice:
 * - for the only session there is: nobody else could read it;
 * - for the phone that signs itself in again, wherever it travelled;
 * - for a device, platform and place from where he signed in before, unless a session runs there still: then this is a
 *   second one that looks the same, and may be a stranger's.
 * Lock the user's row first.
 */
export async function noteSignIn(trx: Trx, signIn: SignInFrom): Promise<void> {
  const known = await knownPlaces(trx, signIn)
  await remember(trx, signIn)
  const others = await liveElsewhere(trx, signIn)
  if (others.length === 0 || (signIn.isSilent && known.length > 0)) return
  const hasTwin = others.some((other) => isSameSpot(other, signIn))
  if (known.includes(signIn.place) && !hasTwin) return
  const { userId, sessionId, client, device, place, now } = signIn
  await writeNotice(trx, now, { user_id: userId, kind: 'newSignIn', session_id: sessionId, client, device, place })
}

/** Places that this kind of device signed in from. */
async function knownPlaces(trx: Trx, { userId, client, device }: SignInFrom): Promise<string[]> {
  const rows = await trx.selectFrom('known_device').select('place').where('user_id', '=', userId).where('client', '=', client).where('device', '=', device).execute()
  return rows.map((row) => row.place)
}

async function remember(trx: Trx, { userId, client, device, place, now }: SignInFrom): Promise<void> {
  const seen = { last_signed_in_at: new Date(now) }
  await trx
    .insertInto('known_device')
    .values({ user_id: userId, client, device, place, ...seen })
    .onConflict((oc) => oc.columns(['user_id', 'client', 'device', 'place']).doUpdateSet(seen))
    .execute()
}

async function liveElsewhere(trx: Trx, { userId, sessionId, replaces, now, idleSince }: SignInFrom): Promise<Spot[]> {
  return trx
    .selectFrom('session')
    .select(['client', 'device', 'place'])
    .where('user_id', '=', userId)
    .where('id', 'not in', replaces === null ? [sessionId] : [sessionId, replaces])
    .where('expires_at', '>', new Date(now))
    .where('last_seen_at', '>', new Date(idleSince))
    .execute()
}

function isSameSpot(one: Spot, other: Spot): boolean {
  return one.client === other.client && one.device === other.device && one.place === other.place
}

import type { SecurityEvent } from '@contract/privacy'
import type { AuthEventTable } from './tables'

type Row = Pick<AuthEventTable, 'id' | 'at' | 'kind' | 'result' | 'client' | 'place' | 'detail'>

/** What the account's owner sees of an event. `detail` is for those who run the shop, but for how he proved himself. */
export function presentEvent({ id, at, kind, result, client, place, detail }: Row): SecurityEvent {
  return { id, at: at.toISOString(), kind, result, way: detail === 'wechat' || detail === 'sms' ? detail : null, client, place }
}

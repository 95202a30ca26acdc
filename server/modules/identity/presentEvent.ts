import type { SecurityEvent } from '@contract/privacy'
import type { AuthEventTable } from './tables'

type Row = Pick<AuthEventTable, 'id' | 'at' | 'kind' | 'result' | 'client' | 'place' | 'detail'>

/** WeChat's pages on the web are WeChat to a shopper. */
const WAYS: Partial<Record<string, SecurityEvent['way']>> = { wechat: 'wechat', oa: 'wechat', web: 'wechat', sms: 'sms' }

/** What the account's owner sees of an event. `detail` is for those who run the shop, but for how he proved himself. */
export function presentEvent({ id, at, kind, result, client, place, detail }: Row): SecurityEvent {
  return { id, at: at.toISOString(), kind, result, way: WAYS[detail ?? ''] ?? null, client, place }
}

import type { PaymentInput } from '@contract/payments'
import { problem } from '../../errors'
import type { Session } from '../identity/sessions'
import type { OrderDeps } from '../orders/deps'

export interface Payer {
  appId: string
  openid: string | null
}

/**
 * From whose WeChat account the money comes. Throws `payer_unknown` where the account has no identity of the app and no
 * code came along, and `payment_channel_unavailable` for WeChat's browser without an official account.
 */
export async function findPayer(deps: OrderDeps, session: Session, { channel, code }: PaymentInput): Promise<Payer> {
  if (channel === 'h5') return { appId: deps.wechat.appId, openid: null }
  const appId = channel === 'weapp' ? deps.wechat.appId : deps.browserAppId
  if (appId === null) throw problem('payment_channel_unavailable')
  const openid = await findOpenid(deps, session, appId)
  if (openid !== null) return { appId, openid }
  if (channel !== 'weapp' || code === undefined) throw problem('payer_unknown')
  // Only who pays: an identity is bound by signing in, with the agreement that belongs to it.
  return { appId, openid: (await deps.wechat.exchangeLoginCode(code)).openid }
}

/** The identity that this session signed in with, else the one used last. */
async function findOpenid(deps: OrderDeps, { userId, identityId }: Session, appId: string): Promise<string | null> {
  const rows = await deps.db
    .selectFrom('identity')
    .select(['id', 'openid'])
    .where('user_id', '=', userId)
    .where('app_id', '=', appId)
    .orderBy('last_used_at', 'desc')
    .execute()
  return (rows.find((row) => row.id === identityId) ?? rows[0])?.openid ?? null
}

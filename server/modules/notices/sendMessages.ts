import { timeInShanghai, todayInShanghai } from '@domain/calendarDay'
import { isQuietTime } from '@domain/reminder'
import type { OrderDeps } from '../orders/deps'
import { messageOf, type MessageText } from './messageText'
import { noticesInWords } from './repository'

const AT_ONCE = 50
const RETRY_MS = 10 * 60_000

export type MessageDeps = Pick<OrderDeps, 'db' | 'clock' | 'log' | 'wechat' | 'messages'>

/**
 * The message in WeChat beside a notice. It is sent at most once: noted as under way before the call, and not repeated when
 * WeChat does not answer, because a second one would spend the grant of another. The notice is there in any case. At night
 * only what cannot wait goes out: food that comes to its date.
 */
export async function sendDueMessages(deps: MessageDeps): Promise<void> {
  const now = deps.clock.now()
  const isQuiet = isQuietTime(timeInShanghai(now))
  const due = await noticesInWords(deps.db)
    .select(['n.id', 'n.user_id', 'n.kind', 'n.at', 'n.product_id', 'n.from_cents', 'n.price_cents', 'n.expires_on', 'o.quantity'])
    .where('n.message', '=', 'due')
    .where('n.next_try_at', '<=', new Date(now))
    .$if(isQuiet, (query) => query.where('n.kind', '=', 'bestBefore'))
    .orderBy('n.next_try_at')
    .limit(AT_ONCE)
    .execute()
  for (const { id, user_id: userId, ...about } of due) await send(deps, { id, userId }, messageOf(about, deps.messages, { now, today: todayInShanghai(now) }))
}

interface Addressed {
  /** Of the notice. */
  id: string
  userId: string
}

async function send(deps: MessageDeps, { id, userId }: Addressed, message: MessageText | null): Promise<void> {
  const change = () => deps.db.updateTable('notice').where('id', '=', id)
  const taken = await change().set({ message: 'sending' }).where('message', '=', 'due').returning('id').executeTakeFirst()
  if (!taken) return
  const openid = message && (await openidOf(deps, userId))
  if (!message || openid === null) {
    await change().set({ message: 'refused' }).execute()
    return
  }
  try {
    const outcome = await deps.wechat.sendSubscribeMessage({ openid, ...message })
    if (outcome !== 'sent') deps.log.info({ noticeId: id, outcome }, 'WeChat did not take a message; the notice in the app stands')
    await change().set({ message: outcome }).execute()
  } catch (error) {
    deps.log.warn({ err: error, noticeId: id }, 'a message in WeChat has to be sent again')
    await change().set({ message: 'due', next_try_at: new Date(deps.clock.now() + RETRY_MS) }).execute()
  }
}

/** Of the mini-program: messages go to the app in which they were allowed. Null as well for whoever is to be told nothing any more. */
async function openidOf({ db, wechat }: MessageDeps, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('identity as i')
    .innerJoin('user_account as u', 'u.id', 'i.user_id')
    .select('i.openid')
    .where('u.id', '=', userId)
    .where('u.status', '=', 'active')
    .where('u.consent_version', 'is not', null)
    .where('i.app_id', '=', wechat.appId)
    .orderBy('i.last_used_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.openid ?? null
}

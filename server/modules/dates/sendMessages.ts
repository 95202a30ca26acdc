import { daysBetween, todayInShanghai } from '@domain/calendarDay'
import { THING_LENGTH } from '../../wechat/subscribeMessage'
import type { OrderDeps } from '../orders/deps'

const AT_ONCE = 50
const RETRY_MS = 10 * 60_000
/** What a tap on the message opens. */
const PAGE = 'packages/trade/dates/index'

/**
 * The message in WeChat beside a notice that went out. It is sent at most once: noted as under way before the call, and not
 * repeated when WeChat does not answer, because a second one would spend the grant of another reminder. The notice is there
 * in any case.
 */
export async function sendDueMessages(deps: OrderDeps): Promise<void> {
  if (!deps.reminders) return
  const now = deps.clock.now()
  const due = await deps.db
    .selectFrom('expiry_reminder as r')
    .innerJoin('shop_order as o', 'o.id', 'r.order_id')
    .innerJoin('order_line as l', (join) => join.onRef('l.order_id', '=', 'r.order_id').onRef('l.batch_id', '=', 'r.batch_id'))
    .select(['r.order_id', 'r.batch_id', 'o.user_id', 'l.name', 'l.expires_on'])
    .where('r.message', '=', 'due')
    .where('r.next_try_at', '<=', new Date(now))
    .orderBy('r.next_try_at')
    .limit(AT_ONCE)
    .execute()
  for (const row of due) await send(deps, row)
}

interface DueMessage {
  order_id: string
  batch_id: string
  user_id: string | null
  name: string
  expires_on: string
}

async function send(deps: OrderDeps, row: DueMessage): Promise<void> {
  const change = () => deps.db.updateTable('expiry_reminder').where('order_id', '=', row.order_id).where('batch_id', '=', row.batch_id)
  const taken = await change().set({ message: 'sending' }).where('message', '=', 'due').returning('order_id').executeTakeFirst()
  if (!taken) return
  const remaining = daysBetween(todayInShanghai(deps.clock.now()), row.expires_on)
  const openid = remaining < 0 ? null : await openidOf(deps, row.user_id)
  if (openid === null) {
    await change().set({ message: 'refused' }).execute()
    return
  }
  try {
    await change().set({ message: await deliver(deps, row, openid, remaining) }).execute()
  } catch (error) {
    deps.log.warn({ err: error, orderId: row.order_id }, 'a reminder in WeChat has to be sent again')
    await change().set({ message: 'due', next_try_at: new Date(deps.clock.now() + RETRY_MS) }).execute()
  }
}

async function deliver({ wechat, reminders, log }: OrderDeps, row: DueMessage, openid: string, remaining: number) {
  if (!reminders) return 'refused'
  const [product, date, note] = reminders.fields
  const outcome = await wechat.sendSubscribeMessage({
    openid,
    templateId: reminders.templateId,
    page: PAGE,
    data: { [product]: shorten(row.name), [date]: dateInWords(row.expires_on), [note]: remaining > 0 ? `还剩 ${remaining} 天，记得吃` : '今天最后一天，记得吃' },
  })
  if (outcome !== 'sent') log.info({ orderId: row.order_id, outcome }, 'WeChat did not take a reminder; the notice in the app stands')
  return outcome
}

/** Of the mini-program: messages go to the app in which they were allowed. */
async function openidOf({ db, wechat }: OrderDeps, userId: string | null): Promise<string | null> {
  if (userId === null) return null
  const row = await db
    .selectFrom('identity')
    .select('openid')
    .where('user_id', '=', userId)
    .where('app_id', '=', wechat.appId)
    .orderBy('last_used_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.openid ?? null
}

/** By characters, not by halves of them. */
function shorten(text: string): string {
  const characters = [...text]
  return characters.length <= THING_LENGTH ? text : `${characters.slice(0, THING_LENGTH - 1).join('')}…`
}

/** `2026年12月24日`, the form that WeChat's date fields take. */
function dateInWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}

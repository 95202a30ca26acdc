import { alertNews, knownNow, knownQuietly } from '@domain/alert'
import { timeInShanghai, todayInShanghai } from '@domain/calendarDay'
import { isQuietTime } from '@domain/reminder'
import type { Kysely } from 'kysely'
import { inTransaction } from '../../database/transaction'
import type { Database } from '../../database/schema'
import { catchUp } from '../catalogue/listing'
import { mayTell, writeNotice } from '../notices/write'
import type { OrderDeps } from '../orders/deps'
import { findOffer, lockAlert, updateAlert, type AlertName } from './alerts'

/** Each takes some 4 ms: a run stays far below its minute, and what a busy midnight leaves is told in the runs after it. */
const AT_ONCE = 1_000

export type AlertDeps = Pick<OrderDeps, 'db' | 'clock'>

/**
 * Tells what has come about since a shopper looked at a favourite or was told of it, and notes without a word that it is sold
 * out or dearer. Alerts hold what he knows, so that nothing is lost while the shop is closed or the night lasts, and what was
 * over again before that is not told. Whoever changes the alert writes the notice in the same transaction, whatever the number
 * of instances. The read-model is of today before anything is compared with it.
 */
export async function tellAlerts({ db, clock }: AlertDeps): Promise<void> {
  const now = clock.now()
  if (!(await hasAlerts(db))) return
  await catchUp(db, todayInShanghai(now))
  const isQuiet = isQuietTime(timeInShanghai(now))
  for (const { user_id: userId, product_id: productId } of await changedAlerts(db, { isQuiet }).execute()) await tell(db, { userId, productId }, { now, isQuiet })
}

/** Without any the read-model can wait for whoever looks at it. */
async function hasAlerts(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('favourite_alert').select('product_id').limit(1).executeTakeFirst()) !== undefined
}

function tell(db: Kysely<Database>, alert: AlertName, { now, isQuiet }: { now: number; isQuiet: boolean }): Promise<void> {
  return inTransaction(db, async (trx) => {
    if (!(await mayTell(trx, alert.userId))) return
    const found = await lockAlert(trx, alert)
    if (!found) return
    const { known, mayMessage } = found
    // Asked under the lock: it may be sold out again.
    const offer = await findOffer(trx, alert.productId)
    const kind = isQuiet ? null : alertNews(known, offer)
    if (!kind || !offer) return updateAlert(trx, alert, knownQuietly(known, offer), { isMessageSpent: false })
    await updateAlert(trx, alert, knownNow(offer, known), { isMessageSpent: mayMessage })
    await writeNotice(trx, now, {
      kind,
      user_id: alert.userId,
      product_id: alert.productId,
      from_cents: kind === 'priceFell' ? known.cents : null,
      price_cents: offer.priceCents,
      expires_on: offer.expiresOn,
      mayMessage,
    })
  })
}

/**
 * Alerts whose favourite is not as their shopper knows it; while it is quiet, those alone that are noted without a word. The
 * conditions are those of `domain/alert`, so that what was handled is not found again. Every alert is compared with its row of
 * the read-model, once a minute: one pass without sorting, which ends with the limit and took 0.17 s for 100,000 alerts. An index
 * would have to know which products changed, and every sale would have to write it. Apart from its execution for the tests.
 */
export function changedAlerts(db: Kysely<Database>, { isQuiet }: { isQuiet: boolean }) {
  return db
    .selectFrom('favourite_alert as a')
    .innerJoin('user_account as u', 'u.id', 'a.user_id')
    .leftJoin('product_listing as l', 'l.product_id', 'a.product_id')
    .select(['a.user_id', 'a.product_id'])
    .where('u.status', '=', 'active')
    .where('u.consent_version', 'is not', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('l.product_id', 'is', null), eb('a.known_available', '=', true)]),
        eb.and([eb('a.known_available', '=', true), eb('l.price_cents', '>', eb.ref('a.known_cents'))]),
        ...(isQuiet
          ? []
          : [
              eb.and([eb('l.product_id', 'is not', null), eb('a.known_available', '=', false)]),
              eb('l.price_cents', '<', eb.ref('a.known_cents')),
              eb.and([eb('l.freshness', '=', 'last'), eb.or([eb('a.known_last_on', 'is', null), eb('l.expires_on', '>', eb.ref('a.known_last_on'))])]),
            ]),
      ]),
    )
    .limit(AT_ONCE)
}

import { endpointOf } from '../modules/analytics/matomo'
import { failureName } from '../failureName'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'

const TIMEOUT_MS = 8_000

/** Who delivers one-time codes. Nothing is sent: each message costs. */
export function checkSms({ config }: DoctorContext): Finding[] {
  const { ok, warning } = findingsAbout('sms')
  if (config.smsMode === 'off') return [warning('Nobody delivers one-time codes: on H5 no shopper can sign in, and nobody can give another number.', 'Set SMS_MODE and the settings of a provider.')]
  return [ok(config.smsMode === 'sandbox' ? 'The stand-in shows one-time codes on /dev.' : `One-time codes go out by ${String(config.smsMode)}.`)]
}

/** Where page views and steps go. Nothing is counted by asking. */
export async function checkStatistics({ config }: DoctorContext): Promise<Finding[]> {
  const { ok, warning, fault } = findingsAbout('statistics')
  const { url, siteId } = config.matomo
  if (url === null) return [ok(config.isProduction ? 'Nothing is counted: MATOMO_URL is not set.' : "Matomo's stand-in shows them on /dev/analytics.")]
  try {
    const response = await fetch(endpointOf(url), { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    await response.arrayBuffer()
    if (response.ok) return [ok(`Matomo answers; hits are counted under site ${siteId}.`)]
    return [warning(`Matomo answers ${response.status}.`, 'MATOMO_URL must lead to the folder of matomo.php, without a redirect.')]
  } catch (error) {
    return [fault(`Matomo cannot be reached (${failureName(error)}): what shoppers agreed to is not counted.`, 'Check MATOMO_URL, and the way out of this machine.')]
  }
}

/** The agreement and the privacy text name who answers for the shop; what the repository comes with names nobody. */
export function checkLegalTexts({ config, shop }: DoctorContext): Finding[] {
  const { ok, warning, fault } = findingsAbout('legal texts')
  const isPlaceholder = /（.*）|^$/.test(shop.operator) || /example\.(com|org)|400-000-0000/.test(shop.contact)
  if (!isPlaceholder) return [ok('They name who answers for the shop.')]
  const says = 'They name nobody yet who answers for the shop.'
  const advice = 'Put your company and a contact into domain/shop.ts, and build both again: the law asks for it, and so does the review.'
  return [config.isProduction ? fault(says, advice) : warning(says, advice)]
}

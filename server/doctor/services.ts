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

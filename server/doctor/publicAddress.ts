import { isIP } from 'node:net'
import { failureName } from '../failureName'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'

const { ok, warning, fault, unknown } = findingsAbout('public address')
const TIMEOUT_MS = 8_000
const DAY_MS = 86_400_000
const FEW_DAYS = 14
const YEAR_SECONDS = 31_536_000

const CERTIFICATE_ADVICE: Record<string, string> = {
  CERT_HAS_EXPIRED: 'The certificate has run out: renew it.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another name: order one for this domain.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed: phones refuse it. Use one of a public authority.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate is of a private authority: phones refuse it. Use one of a public authority.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The intermediate certificate is missing: serve the full chain, or old phones refuse it.',
}

/** What shoppers' phones meet under PUBLIC_URL. */
export async function checkPublicAddress(context: DoctorContext): Promise<Finding[]> {
  const { publicUrl, isProduction } = context.config
  const url = new URL(publicUrl)
  if (url.protocol === 'http:' && !isProduction) return [unknown(`${publicUrl} is for development: WeChat's phones take https alone.`, 'Set PUBLIC_URL to the https address of the shop.'), ...(await checkAnswer(publicUrl))]
  return [...checkName(url), ...(await checkCertificate(context, url)), ...(await checkAnswer(publicUrl))]
}

/** WeChat's lists of domains take neither numbers nor local names, and its web sign-in no port. */
function checkName({ hostname, port }: URL): Finding[] {
  if (isIP(hostname.replace(/^\[|\]$/g, '')) || hostname === 'localhost') return [fault(`${hostname} is no domain: the mini-program cannot call it.`, 'Use a domain with an ICP filing, as WeChat demands.')]
  return port === '' ? [] : [warning(`It has a port (${port}): WeChat's web sign-in and web views take none.`, 'Serve the shop on port 443.')]
}

async function checkCertificate({ certificateOf, clock }: DoctorContext, { hostname, port }: URL): Promise<Finding[]> {
  try {
    const days = Math.floor(((await certificateOf(hostname, Number(port || 443))).expiresAt - clock.now()) / DAY_MS)
    const says = `The certificate is good for another ${days} days.`
    if (days < 0) return [fault('The certificate has run out.', 'Renew it.')]
    return [days < FEW_DAYS ? warning(says, 'Renew it now, and let it renew itself.') : ok(says)]
  } catch (error) {
    const name = failureName(error)
    return [fault(`No secure connection to ${hostname} (${name}).`, CERTIFICATE_ADVICE[name] ?? 'Check DNS, that port 443 is open, and the certificate of the proxy in front.')]
  }
}

async function checkAnswer(publicUrl: string): Promise<Finding[]> {
  try {
    const response = await fetch(`${publicUrl}/readyz`, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    const body = await response.text()
    if (!response.ok || !body.includes('ready')) return [fault(`${publicUrl}/readyz answers ${response.status}.`, 'The proxy in front must hand every path on to the shop, unchanged; 503 means that the shop does not reach its database.')]
    return [ok(`${publicUrl} leads to a shop that is ready.`), ...checkHeaders(publicUrl, response.headers)]
  } catch (error) {
    return [fault(`${publicUrl} does not answer (${failureName(error)}).`, 'Start the server, and let the proxy in front hand requests on to it.')]
  }
}

/** The shop sends them; a proxy may take them off. */
function checkHeaders(publicUrl: string, headers: Headers): Finding[] {
  const faults = [
    ...(/script-src 'self'/.test(headers.get('content-security-policy') ?? '') ? [] : ['Content-Security-Policy']),
    ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['X-Content-Type-Options']),
    ...(!publicUrl.startsWith('https:') || hstsSeconds(headers) >= YEAR_SECONDS ? [] : ['Strict-Transport-Security']),
  ]
  if (faults.length === 0) return [ok('Security headers arrive.')]
  return [fault(`These headers do not arrive as the shop sends them: ${faults.join(', ')}.`, 'Let the proxy in front pass them on.')]
}

function hstsSeconds(headers: Headers): number {
  return Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1] ?? 0)
}

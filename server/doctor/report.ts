import type { Config } from '../config'
import type { Finding } from './finding'

const MARKS: Record<Finding['level'], string> = { ok: '✓', warning: '!', fault: '✗', unknown: '?' }

/** One line for each finding, what to do below it, and the sum at the end. */
export function report(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ about }) => about.length))
  const lines = findings.flatMap(({ level, about, says, advice }) => [`${MARKS[level]} ${about.padEnd(width)}  ${says}`, ...(advice && level !== 'ok' ? [`  ${' '.repeat(width)}  → ${advice}`] : [])])
  return [...lines, '', summary(findings)].join('\n')
}

function summary(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  const [faults, warnings, unknown] = [count('fault'), count('warning'), count('unknown')]
  return `${count('ok')} in order, ${warnings} to look at, ${faults} to put right${unknown > 0 ? `, ${unknown} not checked` : ''}.`
}

/** What the command ends with. */
export function exitCode(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ level }) => level === 'fault') ? 1 : 0
}

/** `text` without any secret of the settings. No finding quotes one; this holds also for the day when one does. */
export function withoutSecrets(text: string, config: Config): string {
  const { secret, oa, web } = config.wechat
  const outside = [secret, oa?.secret, web?.secret, config.sms?.secretKey, config.pay.wechat?.apiV3Key.toString()]
  const secrets = [...outside.map((text) => text ?? ''), config.sessionSecret, config.dataKey, passwordOf(config.databaseUrl), passwordOf(config.redisUrl)]
  return secrets.filter((secret) => secret !== '').reduce((safe, secret) => safe.replaceAll(secret, '•••'), text)
}

function passwordOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? decodeURIComponent(new URL(url).password) : ''
}

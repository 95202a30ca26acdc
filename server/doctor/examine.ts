import { checkDatabase } from './database'
import { checkDataFolder } from './dataFolder'
import { failureName } from '../failureName'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'
import { checkMiniProgram } from './miniProgram'
import { checkPayments } from './payments'
import { checkPublicAddress } from './publicAddress'
import { checkRedis } from './redis'
import { checkLegalTexts, checkSms, checkStatistics } from './services'
import { checkWechat } from './wechat'

type Check = (context: DoctorContext) => Finding[] | Promise<Finding[]>

const CHECKS: Record<string, Check> = {
  'data folder': checkDataFolder,
  database: checkDatabase,
  redis: checkRedis,
  wechat: checkWechat,
  payments: checkPayments,
  sms: checkSms,
  statistics: checkStatistics,
  'legal texts': checkLegalTexts,
  'public address': checkPublicAddress,
  'mini-program': checkMiniProgram,
}

/** Looks at everything a shop needs, in the order in which an operator puts it right. A check that fails by itself is a finding. */
export async function examine(context: DoctorContext): Promise<Finding[]> {
  const findings = await Promise.all(
    Object.entries(CHECKS).map(async ([about, check]) => {
      try {
        return await check(context)
      } catch (error) {
        return [findingsAbout(about).fault(`It could not be checked (${failureName(error)}).`, 'This is a fault of the check itself: please report it.')]
      }
    }),
  )
  return [checkMode(context), ...findings.flat()]
}

function checkMode({ config }: DoctorContext): Finding {
  const { ok, warning } = findingsAbout('settings')
  if (config.isProduction) return ok('Settings for production, complete and without placeholders.')
  return warning(`These are settings for ${config.nodeEnv}: production is stricter.`, 'Run this with NODE_ENV=production and the settings of the real server before you open the shop.')
}

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { DoctorContext } from './context'
import { findingsAbout, type Finding } from './finding'

const { ok, warning, fault, unknown } = findingsAbout('mini-program')
const PRIVATE_INFOS = ['chooseAddress']

/** What was built into dist/weapp, and the app id that DevTools would upload it under. */
export async function checkMiniProgram({ config, root }: DoctorContext): Promise<Finding[]> {
  const folder = path.join(root, 'dist/weapp')
  const app = await readJson(path.join(folder, 'app.json'))
  if (!app) return [unknown('It is not built here.', `Build it against this shop: TARO_APP_API_BASE=${config.publicUrl} npm run build:weapp`)]
  return [await checkApiBase(folder, config.publicUrl), checkPrivacy(app), await checkAppId(root, config)]
}

async function checkApiBase(folder: string, publicUrl: string): Promise<Finding> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'))
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')))
  // Whole: shop.example.com must not pass for shop.example.com.cn.
  const address = new RegExp(`${publicUrl.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w.:-])`)
  if (texts.some((text) => address.test(text))) return ok(`It talks to ${publicUrl}.`)
  return fault(`It was built for another address than ${publicUrl}.`, `Build it again: TARO_APP_API_BASE=${publicUrl} npm run build:weapp`)
}

function checkPrivacy(app: Record<string, unknown>): Finding {
  const infos = Array.isArray(app['requiredPrivateInfos']) ? app['requiredPrivateInfos'] : []
  if (app['__usePrivacyCheck__'] === true && PRIVATE_INFOS.every((name) => infos.includes(name))) {
    return ok('It asks for the privacy agreement. That the console declares phone number and delivery address, only the console tells.')
  }
  return fault('Its app.json lacks the privacy switches.', 'Build it again from src/app.config.ts as it is: WeChat blocks private calls without them.')
}

async function checkAppId(root: string, config: DoctorContext['config']): Promise<Finding> {
  const appId = (await readJson(path.join(root, 'project.config.json')))?.['appid']
  if (appId === config.wechat.appId) return ok('project.config.json carries the app id of the server.')
  return warning('project.config.json carries another app id than WECHAT_APPID.', 'Put the app id of the server there before you upload: codes of one app are worth nothing to another.')
}

async function readJson(file: string): Promise<Record<string, unknown> | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  } catch {
    return null
  }
}

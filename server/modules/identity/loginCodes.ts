import { createHash } from 'node:crypto'
import { problem } from '../../errors'
import type { WechatLogin } from '../../wechat/client'
import { TOURIST_CODE } from '../../wechat/touristCode'
import type { IdentityDeps } from './deps'

/**
 * Swaps a login code for who it stands for, once: the claim in the database keeps a second instance, a
 * double tap or a thief from using it again. Throws `wechat_code_invalid`, or what WeChat's refusal means.
 */
export async function redeemLoginCode(deps: IdentityDeps, code: string): Promise<WechatLogin> {
  if (deps.takesTouristCode && code === TOURIST_CODE) return deps.wechat.exchangeLoginCode(code)
  const codeHash = createHash('sha256').update(`${deps.wechat.appId}/${code}`).digest('base64url')
  if (!(await claim(deps, codeHash))) throw problem('wechat_code_invalid')
  try {
    return await deps.wechat.exchangeLoginCode(code)
  } catch (error) {
    // Given back: WeChat may be busy and the code still good, and if it was spent WeChat says so itself.
    await deps.db.deleteFrom('login_code_use').where('code_hash', '=', codeHash).execute()
    throw error
  }
}

async function claim(deps: IdentityDeps, codeHash: string): Promise<boolean> {
  const result = await deps.db
    .insertInto('login_code_use')
    .values({ code_hash: codeHash, used_at: new Date(deps.clock.now()) })
    .onConflict((oc) => oc.column('code_hash').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

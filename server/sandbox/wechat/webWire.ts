import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Shopper } from './shopper'
import { openidOfGrant, type WebApps } from './webApps'
import { failure, textOf, type Wire } from './wire'

const TOKEN_SECONDS = 7200

/** The part of WeChat's API behind its pages: the code's worth, and who it is. */
export function webWireRoutes(app: FastifyInstance, apps: WebApps): void {
  // Labelled as text, like `sns/jscode2session`.
  app.get('/sns/oauth2/access_token', async (request, reply) => reply.type('text/plain').send(JSON.stringify(accessToken(apps, request.query as Wire))))
  app.get('/sns/userinfo', async (request, reply) => reply.type('text/plain').send(JSON.stringify(userInfo(apps, request.query as Wire))))
}

function accessToken(apps: WebApps, query: Wire): Wire {
  if (!query['appid']) return failure(41002, 'appid missing')
  const app = apps.find(textOf(query['appid']))
  if (!app) return failure(40013, 'invalid appid')
  if (query['secret'] !== app.secret) return failure(40125, 'invalid appsecret')
  if (query['grant_type'] !== 'authorization_code') return failure(40002, 'invalid grant_type')
  const grant = apps.redeem(app, textOf(query['code']))
  if ('errcode' in grant) return failure(grant.errcode, grant.errmsg)
  const { shopper, scope, snapshotName } = grant
  if (shopper.errors.login) return failure(shopper.errors.login, 'scripted')
  return {
    access_token: apps.issueToken(grant),
    expires_in: TOKEN_SECONDS,
    refresh_token: `99_${randomBytes(64).toString('base64url')}`,
    openid: openidOfGrant(grant),
    scope,
    ...(snapshotName === null ? {} : { is_snapshotuser: 1 }),
    // With the silent scope WeChat tells the openid and nothing else.
    ...(scope === 'snsapi_base' ? {} : unionOf(shopper, snapshotName)),
  }
}

function userInfo(apps: WebApps, query: Wire): Wire {
  const openid = textOf(query['openid'])
  const grant = apps.readToken(textOf(query['access_token']), openid)
  if ('errcode' in grant) return failure(grant.errcode, grant.errmsg)
  const { shopper, snapshotName } = grant
  return { openid, nickname: shownName(shopper), sex: 0, province: '', city: '', country: '', headimgurl: '', privilege: [], ...unionOf(shopper, snapshotName) }
}

/** These pages still tell the real name, as the mini-program no longer does. */
export function shownName({ name, nickname }: Shopper): string {
  return nickname === '微信用户' ? name : nickname
}

function unionOf({ unionid }: Shopper, snapshotName: string | null): Wire {
  if (unionid === null) return {}
  return { unionid: snapshotName === null ? unionid : `union-${snapshotName}` }
}

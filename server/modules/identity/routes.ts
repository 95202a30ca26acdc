import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { authRoutes } from './authRoutes'
import type { IdentityDeps } from './deps'
import { dormancyRoutes } from './dormancyRoutes'
import { startHousekeeping } from './housekeeping'
import { meRoutes } from './meRoutes'
import { proofRoutes } from './proofRoutes'
import { sessionRoutes } from './sessionRoutes'
import { webSignInRoutes } from './webSignInRoutes'

/** Everything about who one is: `/v1/auth/*`, `/v1/session`, `/v1/me`, `/v1/me/phone`, `/v1/me/proof`, `/v1/me/sessions` and `/v1/me/dormancy`. */
export const identityRoutes: FastifyPluginAsyncTypebox<{ identity: IdentityDeps }> = async (app, { identity }) => {
  await app.register(authRoutes, { identity })
  await app.register(webSignInRoutes, { identity })
  await app.register(meRoutes, { identity })
  await app.register(proofRoutes, { identity })
  await app.register(sessionRoutes, { identity })
  await app.register(dormancyRoutes, { identity })
  startHousekeeping(app)
}

import path from 'node:path'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Kysely } from 'kysely'
import type { Clock } from './clock'
import type { Config } from './config'
import { createCursors, type Cursors } from './cursor'
import type { Database } from './database/schema'
import { newId } from './ids'
import { overrideMethod } from './methodOverride'
import { createMatomo } from './modules/analytics/matomo'
import { analyticsRoutes } from './modules/analytics/routes'
import { addressRoutes } from './modules/addresses/routes'
import { avatarRoutes } from './modules/avatars/routes'
import { cartRoutes } from './modules/cart/routes'
import { couponRoutes } from './modules/coupons/routes'
import { dateRoutes } from './modules/dates/routes'
import { favouriteRoutes } from './modules/favourites/routes'
import { composeIdentity, type OutsideDeps } from './modules/identity/compose'
import { identityRoutes } from './modules/identity/routes'
import { noticeRoutes } from './modules/notices/routes'
import { merchantPageRoutes } from './modules/merchantPage/routes'
import { mergeRoutes } from './modules/merges/routes'
import { composeOrders, type PayOutside } from './modules/orders/compose'
import type { OrderDeps } from './modules/orders/deps'
import { buyingRoutes } from './modules/orders/routes'
import { pictureRoutes } from './modules/pictures/routes'
import { catalogueRoutes } from './modules/catalogue/routes'
import { createCatalogue, type Catalogue } from './modules/catalogue/service'
import { privacyRoutes } from './modules/privacy/routes'
import { regionRoutes } from './modules/regions/routes'
import { docsPlugin } from './plugins/docs'
import { emptyJsonPlugin } from './plugins/emptyJson'
import { answer, errorsPlugin } from './plugins/errors'
import { idempotencyPlugin } from './plugins/idempotency'
import { headersPlugin } from './plugins/headers'
import { healthPlugin } from './plugins/health'
import { loggerOptions, type LogStream } from './plugins/logging'
import { notFoundPlugin } from './plugins/notFound'
import { rateLimitsPlugin } from './plugins/rateLimits'
import { sessionPlugin } from './plugins/session'
import { compileValidator } from './plugins/validation'
import { webPlugin } from './plugins/web'
import { devPage } from './sandbox/devPage'
import type { MatomoCollector } from './sandbox/matomo/collector'
import { analyticsPage } from './sandbox/matomo/page'
import { SmsSandbox } from './sandbox/sms'
import { createVault, type Vault } from './security/vault'

/** No request of the contract comes near it; uploads name their own limit. */
const BODY_LIMIT_BYTES = 64 * 1024
const REQUEST_TIMEOUT_MS = 30_000
const H5_BUILD = path.join(__dirname, '../dist/h5')

export interface AppDeps extends OutsideDeps, PayOutside {
  config: Config
  clock: Clock
  /** Closed by whoever opened it, after the app has closed. */
  database: Kysely<Database>
  logStream?: LogStream
  /** Matomo's stand-in, listening, where it was started. */
  matomo?: { url: string; collector: MatomoCollector }
  /** Where the H5 build lies; `dist/h5` unless a test says otherwise. */
  webFolder?: string
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

declare module 'fastify' {
  interface FastifyInstance {
    config: Config
    clock: Clock
    db: Kysely<Database>
    vault: Vault
    cursors: Cursors
    catalogue: Catalogue
    /** What orders and payments work with, for what runs beside the requests. */
    buying: OrderDeps
  }
}

/** The whole HTTP application, not yet listening: `main.ts` listens, tests call `inject`. */
export async function buildApp(deps: AppDeps): Promise<App> {
  const app: App = Fastify({
    logger: loggerOptions(deps.config, deps.logStream),
    rewriteUrl: overrideMethod,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: (_address, hop) => hop < deps.config.trustProxy,
    genReqId: () => newId(),
    // What fails before routing, such as a URL that cannot be decoded.
    frameworkErrors: (error, request, reply) => void answer(error, request, reply),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 128 },
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.setValidatorCompiler(compileValidator)
  decorate(app, deps)
  await registerPlugins(app, deps)
  await registerRoutes(app, deps)
  return app
}

function decorate(app: App, { config, clock, database }: AppDeps): void {
  app.decorate('config', config)
  app.decorate('clock', clock)
  app.decorate('db', database)
  app.decorate('vault', createVault(config.dataKey))
  app.decorate('cursors', createCursors(config.sessionSecret))
  app.decorate('catalogue', createCatalogue(app))
}

/** Before the routes: limits, documentation and compression take hold of each route as it is added. */
async function registerPlugins(app: App, deps: AppDeps): Promise<void> {
  await app.register(errorsPlugin)
  await app.register(emptyJsonPlugin)
  await app.register(headersPlugin)
  await app.register(rateLimitsPlugin)
  await app.register(notFoundPlugin)
  await app.register(docsPlugin)
  await app.register(healthPlugin)
  await app.register(webPlugin, { folder: deps.webFolder ?? H5_BUILD })
  await app.register(sessionPlugin)
  await app.register(idempotencyPlugin)
}

async function registerRoutes(app: App, deps: AppDeps): Promise<void> {
  await app.register(pictureRoutes)
  await app.register(catalogueRoutes)
  await app.register(regionRoutes)
  const identity = composeIdentity(app, deps)
  await app.register(identityRoutes, { identity })
  await app.register(mergeRoutes, { identity })
  await app.register(privacyRoutes, { identity })
  await app.register(addressRoutes)
  await app.register(favouriteRoutes)
  await app.register(noticeRoutes)
  await app.register(avatarRoutes)
  await registerAnalytics(app, deps)
  await app.register(cartRoutes)
  app.decorate('buying', composeOrders(app, deps, identity.wechat))
  await app.register(buyingRoutes, { orders: app.buying })
  await app.register(couponRoutes, { orders: app.buying })
  await app.register(dateRoutes)
  await app.register(merchantPageRoutes, { prefix: '/merchant' })
  if (deps.sms instanceof SmsSandbox && !deps.config.isProduction) await app.register(devPage, { sms: deps.sms, wechatApiBase: deps.wechatApiBase ?? null })
}

/** Without a Matomo, and without its stand-in, nothing is counted: the route does not exist. */
async function registerAnalytics(app: App, { config, matomo }: AppDeps): Promise<void> {
  const { siteId } = config.matomo
  const url = config.matomo.url ?? matomo?.url
  if (url !== undefined) await app.register(analyticsRoutes, { matomo: createMatomo({ url, siteId, publicUrl: config.publicUrl }) })
  if (matomo && !config.isProduction) await app.register(analyticsPage, { collector: matomo.collector })
}

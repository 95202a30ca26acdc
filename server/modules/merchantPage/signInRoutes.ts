import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Strict } from '@contract/common'
import { routeLimit } from '../identity/routeLimit'
import type { BackOfficeDeps } from '../orders/deps'
import { setMerchantCookie } from './guard'
import { html, type Html } from './html'
import { sendPage } from './layout'
import { startSession } from './sessions'

/** Per address and minute. Nobody guesses 256 bits; this keeps somebody from trying all day. */
export const SIGN_INS_PER_MINUTE = 10

const hide = { hide: true } as const
const Credentials = Type.Object({ token: Type.String({ minLength: 1, maxLength: 256 }) }, Strict)

/** `GET /merchant/sign-in`, and the exchange of an operator's token for a session. */
export const signInRoutes: FastifyPluginAsyncTypebox<{ deps: BackOfficeDeps }> = async (app, { deps }) => {
  app.get('/sign-in', { schema: hide }, (request, reply) => sendPage(request, reply, { title: '登录', main: signInForm() }))

  app.post('/sign-in', { config: { rateLimit: routeLimit(app, SIGN_INS_PER_MINUTE) }, attachValidation: true, schema: { ...hide, body: Credentials } }, async (request, reply) => {
    const session = request.validationError ? null : await startSession(deps, request.body.token.trim())
    if (!session) {
      const status = request.validationError ? 400 : 401
      request.log.info({ status }, 'a sign-in of the merchant was refused')
      return sendPage(request, reply, { title: '登录', alert: '这个令牌不对，或者已经被移除。', main: signInForm() }, status)
    }
    setMerchantCookie(request, reply, session)
    return reply.redirect('/merchant/orders', 303)
  })
}

function signInForm(): Html {
  return html`<form class="card" method="post" action="/merchant/sign-in">
<label for="token">您的令牌</label>
<input id="token" name="token" type="password" required autocomplete="current-password" maxlength="256" aria-describedby="help">
<p class="hint" id="help">管理员用命令 <code>npm run merchant -- operator add 名字</code> 生成，只显示一次。登录 12 小时后自动退出。</p>
<button class="main">登录</button>
</form>`
}

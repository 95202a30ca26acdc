import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Id, Strict } from '@contract/common'
import { addDays, todayInShanghai } from '@domain/calendarDay'
import { ProblemError } from '../../errors'
import { createCampaign, listCampaigns, stopCampaign, type CouponFault, type NewCoupon } from '../coupons/campaigns'
import type { BackOfficeDeps } from '../orders/deps'
import { demand } from '../orders/merchant/roles'
import { couponsView, EMPTY_FORM, type CouponForm } from './couponView'
import { atWork } from './guard'
import { sendPage } from './layout'
import type { PageDeps } from './orderRoutes'
import { DONE_TEXT } from './texts'

const LIST_AT_MOST = 100
const hide = { hide: true } as const
const formKey = Type.String()
const Shown = Type.Object({ done: Type.Optional(Type.Union([Type.Literal('createCoupon'), Type.Literal('stopCoupon')])) }, Strict)
const Yuan = Type.String({ pattern: '^\\s*\\d{1,6}(\\.\\d{1,2})?\\s*$' })
const Whole = Type.String({ pattern: '^\\s*\\d{1,7}\\s*$' })
const Day = Type.String({ format: 'date' })
const Typed = Type.Object(
  { formKey, title: Type.String({ maxLength: 100 }), off: Yuan, from: Yuan, category: Type.String({ maxLength: 100 }), units: Whole, claimFrom: Day, claimUntil: Day, days: Whole },
  Strict,
)

const FAULT_TEXT: Record<CouponFault, string> = {
  title: '名称要写，最多 20 个字',
  amount: '减的金额要大于 0，最多 10000 元',
  threshold: '门槛要高于减的金额',
  category: '没有这个分类',
  quantity: '张数要是 1 到 1000000',
  claimDays: '领取期的最后一天不能早于第一天，也不能早于今天',
  validity: '有效天数要是 1 到 366',
}

/** Coupons: what was offered and how it goes, a new one, and an end. */
export const couponPageRoutes: FastifyPluginAsyncTypebox<PageDeps> = async (app, { deps }) => {
  app.addHook('preHandler', async (request) => demand(atWork(request).operator, 'viewCoupons'))

  app.get('/coupons', { schema: { ...hide, querystring: Shown } }, (request, reply) => sendCoupons(deps, request, reply, { done: request.query.done && DONE_TEXT[request.query.done] }))

  app.post('/coupons', { attachValidation: true, schema: { ...hide, body: Typed } }, async (request, reply) => {
    const form = formOf(request.body)
    if (request.validationError) return sendCoupons(deps, request, reply, { alert: '没有发放：请填好每一项，金额最多两位小数。', form }, 400)
    try {
      await createCampaign(deps, atWork(request).operator, couponOf(request.body))
      return reply.redirect('/merchant/coupons?done=createCoupon', 303)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'invalid_request') throw error
      const faults = (error.extra.errors ?? []).map(({ field }) => FAULT_TEXT[field as CouponFault])
      return sendCoupons(deps, request, reply, { alert: `没有发放：${faults.join('；')}。`, form }, 400)
    }
  })

  app.post('/coupons/:id/stop', { schema: { ...hide, params: Type.Object({ id: Id }, Strict), body: Type.Object({ formKey }, Strict) } }, async (request, reply) => {
    await stopCampaign(deps, atWork(request).operator, request.params.id)
    return reply.redirect('/merchant/coupons?done=stopCoupon', 303)
  })
}

function couponOf({ title, off, from, category, units, claimFrom, claimUntil, days }: Static<typeof Typed>): NewCoupon {
  return {
    title: title.trim(),
    amountCents: centsOf(off),
    thresholdCents: centsOf(from),
    category: category === '' ? null : category,
    quantity: Number(units),
    claimFrom,
    claimUntil,
    validity: { days: Number(days) },
  }
}

/** Without a float on the way. The schema checked the form. */
function centsOf(text: string): number {
  const [yuan = '', fraction = ''] = text.trim().split('.')
  return Number(yuan) * 100 + Number(fraction.padEnd(2, '0'))
}

/** What was typed stays in the form, whatever it was. */
function formOf(body: unknown): CouponForm {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (name: keyof CouponForm) => (typeof given[name] === 'string' ? given[name].slice(0, 100) : '')
  return { title: text('title'), off: text('off'), from: text('from'), category: text('category'), units: text('units'), claimFrom: text('claimFrom'), claimUntil: text('claimUntil'), days: text('days') }
}

interface Showing {
  alert?: string
  done?: string
  form?: CouponForm
}

async function sendCoupons(deps: BackOfficeDeps, request: FastifyRequest, reply: FastifyReply, { alert, done, form }: Showing, status = 200): Promise<FastifyReply> {
  const session = atWork(request)
  const today = todayInShanghai(deps.clock.now())
  const [campaigns, categories] = await Promise.all([
    listCampaigns(deps, session.operator, LIST_AT_MOST),
    deps.db.selectFrom('category').select(['slug', 'name']).orderBy('position').execute(),
  ])
  const shown = form ?? { ...EMPTY_FORM, claimFrom: today, claimUntil: addDays(today, 29) }
  return sendPage(request, reply, { title: '优惠券', section: 'coupons', alert, done, main: couponsView({ session, campaigns, categories, form: shown, isOpen: form !== undefined }) }, status)
}

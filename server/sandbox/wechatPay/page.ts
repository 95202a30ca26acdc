import type { FastifyInstance } from 'fastify'
import { formatPrice } from '@domain/money'
import { REFUND_FATES, type RefundFate, type StandInTrade } from './state'
import { playPayment, type WireDeps } from './wire'

const LATER_MS = 10_000

/**
 * Where a developer plays the shopper at the cashier: pay, fail, pay without the shop hearing of it, pay in ten seconds. Of what
 * is paid he decides what becomes of a refund.
 */
export function payPage(app: FastifyInstance, deps: WireDeps): void {
  const timers = new Set<NodeJS.Timeout>()
  app.addHook('onClose', async () => timers.forEach((timer) => clearTimeout(timer)))

  app.get<{ Params: { id: string }; Querystring: { redirect_url?: string } }>('/pay/:id', async (request, reply) => {
    const trade = deps.state.byPrepayId(request.params.id)
    return reply.code(trade ? 200 : 404).type('text/html; charset=utf-8').send(trade ? page(trade, back(request.query.redirect_url)) : missing())
  })

  app.post<{ Params: { id: string }; Body: { fate?: string } }>('/pay/:id/refund-fate', async (request, reply) => {
    const trade = deps.state.byPrepayId(request.params.id)
    const fate = REFUND_FATES.find((name) => name === request.body.fate)
    if (!trade || !fate) return reply.code(404).type('text/html; charset=utf-8').send(missing())
    trade.refundFate = fate
    return reply.type('text/html; charset=utf-8').send(page(trade, null))
  })

  app.post<{ Params: { id: string }; Querystring: { redirect_url?: string }; Body: { outcome?: string } }>('/pay/:id', async (request, reply) => {
    const trade = deps.state.byPrepayId(request.params.id)
    if (!trade) return reply.code(404).type('text/html; charset=utf-8').send(missing())
    const { outcome } = request.body
    if (outcome === 'later') {
      const timer = setTimeout(() => {
        timers.delete(timer)
        playPayment(deps, trade, 'success')
      }, LATER_MS).unref()
      timers.add(timer)
    } else playPayment(deps, trade, outcome === 'fail' ? 'fail' : 'success', outcome === 'silent' ? 0 : 1)
    const target = back(request.query.redirect_url)
    return target === null ? reply.type('text/html; charset=utf-8').send(page(trade, null)) : reply.redirect(target, 303)
  })
}

/** A developer's page sends nobody anywhere but to web addresses. */
function back(url: string | undefined): string | null {
  return url !== undefined && /^https?:\/\//.test(url) ? url : null
}

const STATUS: Record<StandInTrade['status'], string> = { NOTPAY: '待支付', SUCCESS: '已支付', CLOSED: '已关闭', PAYERROR: '支付失败', REFUND: '已退款' }

const FATE: Record<RefundFate, string> = { SUCCESS: '退款成功', ABNORMAL: '退款异常（银行卡注销）', CLOSED: '退款关闭', NOT_ENOUGH: '余额不足，不受理退款' }

function refundForm({ prepayId, refundFate }: StandInTrade): string {
  const choices = REFUND_FATES.map((fate) => `<button class="${fate === refundFate ? 'main' : ''}" name="fate" value="${fate}" aria-pressed="${String(fate === refundFate)}">${FATE[fate]}</button>`)
  return `<form method="post" action="/pay/${encodeURIComponent(prepayId)}/refund-fate"><p class="note">商家退款时：</p>${choices.join('')}</form>`
}

function page(trade: StandInTrade, target: string | null): string {
  const canPay = trade.status === 'NOTPAY' || trade.status === 'PAYERROR'
  const button = (outcome: string, label: string, kind = '') => `<button class="${kind}" name="outcome" value="${outcome}">${label}</button>`
  const buttons = button('success', '支付成功', 'main') + button('fail', '支付失败') + button('silent', '支付成功，但通知丢失') + button('later', '10 秒后支付成功')
  return shell(`
<p class="state">${STATUS[trade.status]}</p>
<p class="amount">${formatPrice(trade.totalCents)}</p>
<p class="note">${escape(trade.description)}</p>
${canPay ? `<form method="post">${buttons}</form>` : ''}
${trade.status === 'SUCCESS' || trade.status === 'REFUND' ? refundForm(trade) : ''}
${target === null ? '' : `<p><a href="${escape(target)}">返回商店</a></p>`}`)
}

function missing(): string {
  return shell('<p class="state">没有这笔支付</p><p class="note">开发用的收银台重启后会忘记以前的支付，请回到订单重新付款。</p>')
}

function shell(content: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>收银台 · 开发</title>
<style>${STYLE}</style>
</head>
<body><main><h1>收银台 · 仅供开发</h1>${content}</main></body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 420px; margin: 48px auto; padding: 0 16px; text-align: center; }
h1 { font-size: 16px; font-weight: 500; opacity: 0.7; }
.state { margin: 32px 0 0; }
.amount { font-size: 40px; font-weight: 600; margin: 0; font-variant-numeric: tabular-nums; }
.note { opacity: 0.7; }
form { display: grid; gap: 12px; margin-top: 32px; }
button { font: inherit; min-height: 48px; border-radius: 24px; border: 1px solid color-mix(in srgb, currentColor 30%, transparent); background: transparent; color: inherit; cursor: pointer; }
button.main { background: #07c160; border-color: #07c160; color: #fff; }
a { color: inherit; }`

import type { FastifyPluginAsync } from 'fastify'
import { requireInside } from '../plugins/inside'
import type { SmsSandbox } from './sms'
import type { SubscribeMessage } from './wechat/state'

const ANSWER_WITHIN_MS = 1_000

const PURPOSES = { signIn: '登录', bindPhone: '绑定手机号', prove: '验证本人', merge: '合并账号' } as const

/**
 * Where a developer reads the one-time codes that nobody sends: `/dev` for eyes, `/dev/sms` for programs. Never in production,
 * and never for the internet: with a code anybody signs in as anybody.
 */
export const devPage: FastifyPluginAsync<{ sms: SmsSandbox; wechatApiBase: string | null }> = async (app, { sms, wechatApiBase }) => {
  app.addHook('onRequest', requireInside)
  app.addHook('onRequest', async (_request, reply) => void reply.header('Cache-Control', 'no-store'))

  app.get('/dev/sms', { schema: { hide: true } }, async () => sms.sent())

  app.get('/dev/messages', { schema: { hide: true } }, async () => listMessages(wechatApiBase))

  app.get('/dev/style.css', { schema: { hide: true } }, async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE))

  app.get('/dev', { schema: { hide: true } }, async (_request, reply) => reply.type('text/html; charset=utf-8').send(page(sms, await listMessages(wechatApiBase))))
}

/** Reloads itself by `<meta refresh>`: the content policy allows no inline script, and none is needed. */
function page(sms: SmsSandbox, messages: SubscribeMessage[]): string {
  const rows = sms.sent().map(
    ({ phone, code, purpose, sentAt }) =>
      `<tr><td><time datetime="${sentAt}">${time(sentAt)}</time></td><td>${escape(phone)}</td><td>${PURPOSES[purpose]}</td><td><strong>${escape(code)}</strong></td></tr>`,
  )
  const table = `<table><thead><tr><th>时间</th><th>手机号</th><th>用途</th><th>验证码</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>短信验证码 · 开发</title>
<link rel="stylesheet" href="/dev/style.css">
</head>
<body>
<main>
<h1>短信验证码</h1>
<p>开发环境不会真正发送短信，最近 50 条显示在这里，每 3 秒刷新。程序可读取 <a href="/dev/sms">/dev/sms</a>。</p>
${rows.length > 0 ? table : '<p class="empty">还没有短信。在登录页点“获取验证码”后会出现在这里。</p>'}
${messageTable(messages)}</main>
</body>
</html>
`
}

/** What WeChat's stand-in delivered. It is a program of its own: while it is not there, nothing is. */
async function listMessages(wechatApiBase: string | null): Promise<SubscribeMessage[]> {
  if (wechatApiBase === null) return []
  try {
    const response = await fetch(`${wechatApiBase}/sandbox/messages`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    return response.ok ? ((await response.json()) as SubscribeMessage[]) : []
  } catch {
    return []
  }
}

function messageTable(messages: SubscribeMessage[]): string {
  if (messages.length === 0) return ''
  const rows = messages.slice().reverse().map(
    ({ shopper, data, sentAt }) => `<tr><td><time datetime="${escape(sentAt)}">${time(sentAt)}</time></td><td>${escape(shopper)}</td><td>${escape(Object.values(data).join(' · '))}</td></tr>`,
  )
  return `<h1>微信订阅消息</h1>
<table><thead><tr><th>时间</th><th>用户</th><th>内容</th></tr></thead><tbody>${rows.join('')}</tbody></table>
`
}

export function time(sentAt: string): string {
  return new Date(sentAt).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false })
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

export const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 640px; margin: 48px auto; padding: 0 16px; }
h1 { font-size: 24px; margin: 0 0 8px; }
table { width: 100%; border-collapse: collapse; margin-top: 24px; }
th, td { padding: 8px; text-align: left; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
td, time { font-variant-numeric: tabular-nums; }
strong { font-size: 20px; letter-spacing: 0.1em; user-select: all; }
.empty { margin-top: 24px; padding: 24px; border: 1px dashed color-mix(in srgb, currentColor 40%, transparent); border-radius: 8px; }
`

import type { FastifyPluginAsync } from 'fastify'
import { requireInside } from '../../plugins/inside'
import { escape, STYLE, time } from '../devPage'
import type { CollectedHit, MatomoCollector } from './collector'

const SHOWN = 100

/** Where a developer sees what would go to Matomo: `/dev/analytics` for eyes, `/dev/analytics.json` for programs. Never in production, never for the internet. */
export const analyticsPage: FastifyPluginAsync<{ collector: MatomoCollector }> = async (app, { collector }) => {
  app.addHook('onRequest', requireInside)
  app.addHook('onRequest', async (_request, reply) => void reply.header('Cache-Control', 'no-store'))

  app.get('/dev/analytics.json', { schema: { hide: true } }, async () => collector.collected())

  app.get('/dev/analytics.css', { schema: { hide: true } }, async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE + WIDE))

  app.get('/dev/analytics', { schema: { hide: true } }, async (_request, reply) => reply.type('text/html; charset=utf-8').send(page(collector.collected())))
}

function page(hits: readonly CollectedHit[]): string {
  const rows = [...hits].reverse().slice(0, SHOWN).map(row).join('')
  const table = `<table><thead><tr><th>时间</th><th>端</th><th>页面</th><th>事件</th><th>访客</th><th>会员</th></tr></thead><tbody>${rows}</tbody></table>`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>使用统计 · 开发</title>
<link rel="stylesheet" href="/dev/analytics.css">
</head>
<body>
<main>
<h1>使用统计</h1>
<p>开发环境不连 Matomo，本该发给它的请求显示在这里，最近 ${SHOWN} 条，每 3 秒刷新。程序可读取 <a href="/dev/analytics.json">/dev/analytics.json</a>。</p>
${hits.length > 0 ? table : '<p class="empty">还没有记录。在“隐私与数据”里打开“使用统计”，再逛一逛。</p>'}
</main>
</body>
</html>
`
}

function row({ receivedAt, parameters }: CollectedHit): string {
  const of = (name: string) => escape(parameters[name] ?? '')
  const at = parameters['cdt'] === undefined ? receivedAt : new Date(Number(parameters['cdt']) * 1000).toISOString()
  const event = parameters['e_c'] === undefined ? '浏览' : [of('e_c'), of('e_a'), of('e_n')].filter(Boolean).join(' · ')
  const path = escape((parameters['url'] ?? '').replace(/^\w+:\/\/[^/]+/, ''))
  return `<tr><td><time datetime="${at}">${time(at)}</time></td><td>${of('dimension1')}</td><td>${path}</td><td>${event}</td><td><code>${of('_id').slice(0, 6)}</code></td><td><code>${of('uid').slice(0, 6) || '—'}</code></td></tr>`
}

const WIDE = `main { max-width: 960px; }
table { display: block; overflow-x: auto; white-space: nowrap; }
code { font-size: 14px; }
`

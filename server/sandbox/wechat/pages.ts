import type { PageRequest } from './pageRoutes'
import type { Shopper } from './shopper'
import { shownName } from './webWire'

/** Offered before any shopper was mentioned. */
const SAMPLE_NAMES = ['王小满', '李谷雨']

const HEADS = {
  snsapi_userinfo: { title: '申请使用你的微信昵称和头像', note: '选一位用户，就是他点了“允许”。' },
  snsapi_login: { title: '用微信扫码登录', note: '真正的页面上有二维码。这里选一位用户，就是他扫了码并同意。' },
}

/** Asks as WeChat would: here by a choice of who is holding the phone. Links and a form; no script. */
export function askPage(asked: PageRequest, known: readonly Shopper[], current: Shopper | null): string {
  const { title, note } = asked.scope === 'snsapi_login' ? HEADS.snsapi_login : HEADS.snsapi_userinfo
  const names = [...new Set([...(current ? [current.name] : []), ...known.map(({ name }) => name), ...SAMPLE_NAMES])].slice(0, 8)
  const rows = names.map((name) => shopperRow(asked, name, known.find((shopper) => shopper.name === name)))
  return page(
    title,
    `<p class="note">${note}</p>
<ul>${rows.join('')}</ul>
<form action="/sandbox/web/agree" method="get">
${hiddenFields(asked)}
<label>另一位用户 <input name="shopper" required maxlength="64" placeholder="起个名字"></label>
${asked.app.kind === 'oa' ? '<label class="tick"><input type="checkbox" name="snapshot" value="1"> 快照页里的虚拟用户</label>' : ''}
<button>用他登录</button>
</form>
<a class="refuse" href="/sandbox/web/refuse?${queryOf(asked)}">拒绝</a>`,
  )
}

export function errorPage(reason: string): string {
  return page('这个链接打不开', `<p class="note">${escape(reason)}</p>`)
}

function shopperRow(asked: PageRequest, name: string, shopper?: Shopper): string {
  const tags = [...(shopper?.unionid ? ['有 unionid'] : []), ...(shopper?.snapshot ? ['快照页'] : [])]
  const href = `/sandbox/web/agree?${queryOf(asked, name)}`
  const tail = tags.length > 0 ? `<small>${tags.join(' · ')}</small>` : ''
  return `<li><a href="${href}"><strong>${escape(shopper ? shownName(shopper) : name)}</strong>${tail}</a></li>`
}

function fieldsOf({ app, redirectUri, scope, state }: PageRequest): Record<string, string> {
  return { appid: app.appId, redirect_uri: redirectUri, response_type: 'code', scope, state }
}

function hiddenFields(asked: PageRequest): string {
  return Object.entries(fieldsOf(asked))
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join('\n')
}

function queryOf(asked: PageRequest, shopper?: string): string {
  return escape(new URLSearchParams({ ...fieldsOf(asked), ...(shopper === undefined ? {} : { shopper }) }).toString())
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 微信的替身</title>
<link rel="stylesheet" href="/sandbox/web/style.css">
</head>
<body>
<main>
<p class="badge">微信的替身 · 仅供开发</p>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

export const PAGE_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: color-mix(in srgb, currentColor 18%, transparent); --go: #1a7f4b; }
* { box-sizing: border-box; }
main { max-width: 420px; margin: 0 auto; padding: 48px 20px; }
.badge { display: inline-block; margin: 0; padding: 2px 10px; border: 1px dashed var(--line); border-radius: 99px; font-size: 13px; }
h1 { margin: 16px 0 4px; font-size: 24px; line-height: 1.3; }
.note { margin: 0 0 24px; opacity: 0.75; }
ul { margin: 0 0 24px; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
li + li { border-top: 1px solid var(--line); }
li a { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 52px; padding: 8px 16px; color: inherit; text-decoration: none; }
li a:hover { background: color-mix(in srgb, var(--go) 10%, transparent); }
li strong { overflow: hidden; font-weight: 500; text-overflow: ellipsis; white-space: nowrap; }
small { flex: none; opacity: 0.75; }
form { display: flex; flex-direction: column; gap: 12px; }
label { font-size: 14px; }
input[name='shopper'] { display: block; width: 100%; min-height: 48px; margin-top: 4px; padding: 0 12px; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: inherit; }
.tick { display: flex; align-items: center; gap: 8px; min-height: 44px; }
button { min-height: 48px; border: 0; border-radius: 8px; background: var(--go); color: #fff; font: inherit; font-weight: 600; }
.refuse { display: flex; align-items: center; justify-content: center; min-height: 48px; margin-top: 12px; color: inherit; }
`

import type { FastifyReply, FastifyRequest } from 'fastify'
import { SHOP_NAME } from '@domain/shop'
import { may } from '../orders/merchant/roles'
import { html, type Html } from './html'
import type { MerchantSession } from './sessions'
import { ROLE_TEXT } from './texts'

export type Section = 'orders' | 'batches' | 'coupons' | 'record'

export interface Page {
  title: string
  section?: Section
  /** Something went otherwise than wanted; read out at once. */
  alert?: string | null
  /** What went well. */
  done?: string | null
  main: Html
}

/** Answers a whole page. Kept nowhere: it may say where a parcel goes. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(document(page, request.merchant).text)
}

function document({ title, section, alert, done, main }: Page, session: MerchantSession | null): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · ${SHOP_NAME}商家</title>
<link rel="stylesheet" href="/merchant/style.css">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="bar">
<p class="brand">${SHOP_NAME}<span>商家</span></p>
${session && navigation(session, section)}
</header>
<main id="main">
<h1>${title}</h1>
${alert && html`<p class="note bad" role="alert">${alert}</p>`}
${done && html`<p class="note good" role="status">${done}</p>`}
${main}
</main>
</body>
</html>
`
}

function navigation(session: MerchantSession, section: Section | undefined): Html {
  const link = (name: Section, path: string, label: string) => html`<a href="${path}"${section === name && html` aria-current="page"`}>${label}</a>`
  const { operator } = session
  return html`<nav aria-label="主导航">
${link('orders', '/merchant/orders', '订单')}
${may(operator, 'adjustBatch') && link('batches', '/merchant/batches', '批次')}
${may(operator, 'viewCoupons') && link('coupons', '/merchant/coupons', '优惠券')}
${may(operator, 'viewRecord') && link('record', '/merchant/record', '记录')}
</nav>
<form class="who" method="post" action="/merchant/sign-out">
${formKey(session)}
<span>${operator.name}<small>${ROLE_TEXT[operator.role]}</small></span>
<button class="plain">退出</button>
</form>`
}

/** Belongs into every form. */
export function formKey(session: MerchantSession): Html {
  return html`<input type="hidden" name="formKey" value="${session.formKey}">`
}

/** The end of a list: the way on, or nothing. */
export function nextPage(path: string, query: Record<string, string | undefined>, cursor: string | null): Html | null {
  if (cursor === null) return null
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '')
  return html`<p class="more"><a class="button" rel="next" href="${path}?${new URLSearchParams([...given, ['cursor', cursor]]).toString()}">下一页</a></p>`
}

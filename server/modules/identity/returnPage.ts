import { SHOP_NAME } from '@domain/shop'

/**
 * A page that says what went wrong and goes on to `returnTo` by itself: a browser follows no `Location` of a 400, and a
 * shopper is not to be left with it. `<meta refresh>`, because the content policy allows no inline script; at once, so that
 * the browser's history keeps the place it leads to and not this one.
 */
export function returnPage(sentence: string, returnTo: string): string {
  const target = escape(returnTo)
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0;url=${target}">
<title>${escape(sentence)}</title>
</head>
<body>
<p>${escape(sentence)}</p>
<p><a href="${target}">回到${escape(SHOP_NAME)}</a></p>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

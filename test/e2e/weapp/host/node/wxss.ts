import path from 'node:path'
import postcss, { type Root } from 'postcss'

const TAG_SELECTOR = /(^|[\s>+~(,])([a-z][a-z-]*)(?=$|[\s.#:[>+~),])/g

/**
 * WXSS to CSS: `rpx` becomes a share of the screen's width, `page` and the built-in tags become the `wx-` elements that
 * the host creates, `@import` is inlined.
 */
export function wxssToCss(source: string, file: string, tags: ReadonlySet<string>, read: (file: string) => string): string {
  const root = postcss.parse(source, { from: file })
  inlineImports(root, file, (imported) => wxssToCss(read(imported), imported, tags, read))
  root.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/(-?\d*\.?\d+)rpx\b/gi, (_, length: string) => `calc(${length} * 100vw / 750)`)
  })
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && 'name' in rule.parent && String(rule.parent.name).endsWith('keyframes')) return
    rule.selectors = rule.selectors.map((selector) => prefixTags(selector, tags))
  })
  return root.toString()
}

function inlineImports(root: Root, file: string, load: (file: string) => string) {
  root.walkAtRules('import', (rule) => {
    const target = /['"](.+?)['"]/.exec(rule.params)?.[1]
    if (target === undefined) return
    const imported = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target)
    rule.replaceWith(postcss.parse(load(path.posix.normalize(imported))))
  })
}

function prefixTags(selector: string, tags: ReadonlySet<string>): string {
  return selector.replace(TAG_SELECTOR, (match, before: string, tag: string) => (tag === 'page' || tags.has(tag) ? `${before}wx-${tag}` : match))
}

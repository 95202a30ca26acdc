import vm from 'node:vm'
import type { Rule, Subject } from './subject'

/** What WeChat's compiler would say to the templates. */
export const templatesCompile: Rule = ({ warnings }) => warnings.map((warning) => `template compiler: ${warning}`)

/** Pages of Taro hold nothing but an import of the one file with all templates. */
export const pagesImportBase: Rule = ({ pages, read, has }) =>
  has('base.wxml') ? pages.filter((page) => !/<import src="[./]*\/base\.wxml"\s*\/?>/.test(read(`${page}.wxml`))).map((page) => `${page}.wxml does not import base.wxml`) : []

/** Attributes without which a tag fails its users; a tag that the package does not use needs none. */
const NEEDED: Record<string, string[]> = {
  button: ['open-type', 'form-type', 'disabled', 'hover-class', 'bindtap', 'bindgetphonenumber', 'bindagreeprivacyauthorization', 'phone-number-no-quota-toast', 'aria-role', 'aria-label'],
  input: ['value', 'type', 'placeholder', 'maxlength', 'focus', 'name', 'bindinput', 'bindfocus', 'bindblur', 'bindconfirm', 'bindnicknamereview', 'aria-label'],
  view: ['bindtap', 'aria-role', 'aria-label', 'hover-class'],
  text: ['aria-role', 'aria-label'],
  image: ['src', 'mode', 'lazy-load', 'binderror', 'bindload', 'aria-label'],
  form: ['bindsubmit'],
  textarea: ['value', 'placeholder', 'maxlength', 'bindinput', 'bindblur', 'aria-label'],
}

/** Every tag carries the attributes and events that its users need. */
export const attributesArePresent: Rule = ({ read, has }) => {
  const file = 'base.wxml'
  if (!has(file)) return []
  const source = read(file)
  return Object.entries(NEEDED).flatMap(([tag, names]) => {
    const elements = [...source.matchAll(new RegExp(`<${tag}((?:\\s+[\\w:.-]+(?:="[^"]*")?)*)\\s*/?>`, 'g'))].map(([, attributes = '']) => attributes)
    // Taro writes lean variants of some tags (pure-view, static-text) beside the full one: it takes one element that has them all.
    const best = elements.map((attributes) => names.filter((name) => !new RegExp(`\\s${name}="`).test(attributes))).sort((a, b) => a.length - b.length)[0]
    return (best ?? []).map((name) => `${file}: <${tag}> has no ${name}`)
  })
}

interface TemplateNames {
  /** Name of the template for a node, by level and node. */
  a?: (level: number, node: string, path: string) => string
}

/** The names that utils.wxs computes are those of templates that exist. */
export const templateNamesAgree: Rule = (subject) => {
  if (!subject.has('base.wxml') || !subject.has('utils.wxs')) return []
  const defined = new Set([...subject.read('base.wxml').matchAll(/<template name="([^"]+)"/g)].map(([, name = '']) => name))
  const nodes = [...defined].flatMap((name) => /^tmpl_0_(.+)$/.exec(name)?.[1] ?? [])
  const { a } = runWxs(subject.read('utils.wxs'))
  if (typeof a !== 'function') return ['utils.wxs names no templates']
  return nodes.map((node) => a(0, node, '')).flatMap((name) => (defined.has(name) ? [] : [`utils.wxs names the template ${name}, which base.wxml does not have`]))
}

/** WXS is a small JavaScript: its modules run as they are. */
function runWxs(source: string): TemplateNames {
  const module = { exports: {} as TemplateNames }
  vm.runInNewContext(source, { module, exports: module.exports })
  return module.exports
}

/** Node types are numbers: the alias table of the runtime and the templates must know the same ones. */
export const usedComponentsHaveTemplates: Rule = (subject) => {
  if (!subject.has('base.wxml')) return []
  const templates = new Set(Object.keys(subject.tags))
  const missing = usedTags(subject).filter((tag) => !templates.has(tag))
  return missing.map((tag) => `the app renders <${tag}>, for which base.wxml has no template`)
}

const TARO_TAGS = ['button', 'checkbox', 'checkbox-group', 'form', 'image', 'input', 'label', 'map', 'navigator', 'picker', 'picker-view', 'picker-view-column']
const MORE_TARO_TAGS = ['progress', 'radio', 'radio-group', 'rich-text', 'scroll-view', 'slider', 'swiper', 'swiper-item', 'switch', 'text', 'textarea', 'video', 'view', 'web-view']

/**
 * `@tarojs/components` compiles to constants, of which the bundler keeps those that are rendered: `r="view",i="text",…`.
 * A run of at least three tells them from other strings of the same spelling.
 */
function usedTags({ modules }: Subject): string[] {
  const constant = `\\b[\\w$]{1,3}="(?:${[...TARO_TAGS, ...MORE_TARO_TAGS].join('|')})"`
  const runs = Object.values(modules).flatMap((source) => source.match(new RegExp(`(?:${constant},){2,}${constant}`, 'g')) ?? [])
  return [...new Set(runs.flatMap((run) => [...run.matchAll(/"([a-z-]+)"/g)].map(([, tag = '']) => tag)))]
}

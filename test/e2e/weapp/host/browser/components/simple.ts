import { make } from '../dom'
import { type BuildControl, number, text } from './control'

const WAYS: Record<string, string> = { navigate: 'navigateTo', redirect: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch', navigateBack: 'navigateBack' }

export const navigator: BuildControl = (context) => {
  context.aria('role', 'link')
  return {
    tap: () => {
      const way = WAYS[text(context.prop('openType')) || 'navigate']
      const go = way === undefined ? undefined : context.host.wx[way]
      if (typeof go !== 'function') throw new Error(`navigator open-type "${text(context.prop('openType'))}" is not supported by the test host`)
      const fail = (error: unknown) => context.fire('fail', error as object)
      ;(go as (options: object) => void)({ url: context.prop('url'), delta: number(context.prop('delta'), 1), fail, success: () => context.fire('success', {}) })
    },
  }
}

/** HTML text is parsed inertly: no script runs and no handler is bound, as in WeChat. */
export const richText: BuildControl = ({ element }) => ({
  update: (name, value) => {
    if (name !== 'nodes') return
    element.replaceChildren(...(typeof value === 'string' ? parseHtml(value) : nodesOf(value)))
  },
})

function parseHtml(html: string): Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const script of body.querySelectorAll('script, iframe, object')) script.remove()
  for (const node of body.querySelectorAll('*')) for (const { name } of [...node.attributes]) if (name.startsWith('on')) node.removeAttribute(name)
  return [...body.childNodes]
}

interface RichNode {
  type?: string
  text?: string
  name?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

function nodesOf(value: unknown): Node[] {
  return (Array.isArray(value) ? (value as RichNode[]) : []).map((node) =>
    node.type === 'text' ? document.createTextNode(text(node.text)) : make((node.name ?? 'div') as 'div', node.attrs ?? {}, ...nodesOf(node.children)),
  )
}

export const progress: BuildControl = ({ element, aria }) => {
  const bar = make('i')
  element.append(bar)
  aria('role', 'progressbar')
  return {
    update: (name, value) => {
      if (name === 'percent') {
        bar.style.width = `${number(value, 0)}%`
        aria('aria-valuenow', text(value))
      }
      if (name === 'activeColor') bar.style.background = text(value)
    },
  }
}

/** Speaks for the page that it stands in: its style, and the colour behind it. */
export const pageMeta: BuildControl = ({ element }) => ({
  update: (name, value) => {
    const page = element.closest<HTMLElement>('wx-page')
    if (name === 'pageStyle' && page) page.style.cssText = text(value)
    if (name === 'rootFontSize') document.documentElement.style.fontSize = text(value)
    if (name === 'backgroundColor') document.body.style.background = text(value)
  },
})

export const plain: BuildControl = () => ({})

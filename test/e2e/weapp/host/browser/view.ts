import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import type { LoadedPackage } from '../protocol'
import { resolvePath } from './modules'

const SLOT_TEMPLATE = 'host/slot'
const LONG_PRESS_MS = 350
/** Where glass-easel notes the id of a node for tests. */
const ID_NOTE = 'exparser:info-attr-id'

/**
 * Input that reaches the components. The rest of what the browser reports (`input`, `scroll`, `change`, …) is swallowed:
 * the built-in components fire those events themselves, with WeChat's details.
 */
const GESTURES = new Set(['tap', 'longpress', 'touchstart', 'touchmove', 'touchend', 'touchcancel', 'transitionend', 'animationstart', 'animationiteration', 'animationend'])

type Templates = Record<string, unknown>
type CodeSpace = ReturnType<MiniProgramEnv['createCodeSpace']>
type Backend = ReturnType<MiniProgramEnv['associateBackend']>
export type PageRoot = ReturnType<Backend['createRoot']>

declare global {
  interface HTMLElement {
    __wxElement?: glassEasel.Element
  }
}

interface ViewHooks {
  onError(error: unknown): void
}

/** The view layer: glass-easel on the page's DOM, with every mini-program tag as a `wx-` element. */
export class View {
  readonly space: CodeSpace
  readonly slotTemplate: Record<string, unknown>
  private readonly backend: Backend

  constructor(
    private readonly pkg: LoadedPackage,
    private readonly templates: Templates,
    { onError }: ViewHooks,
  ) {
    configure(onError)
    const env = new MiniProgramEnv()
    this.space = env.createCodeSpace('main', true)
    this.backend = env.associateBackend(createBackend())
    this.slotTemplate = { groupList: templates, content: templates[SLOT_TEMPLATE] }
    dispatchLongPress()
  }

  /** Makes the templates, configurations and styles of some paths known, as when a package is loaded. */
  addPackage(belongs: (path: string) => boolean) {
    for (const path of Object.keys(this.templates)) {
      if (belongs(path)) this.space.addCompiledTemplate(path, { groupList: this.templates, content: this.templates[path] } as never)
    }
    for (const [path, config] of Object.entries(this.pkg.configs)) {
      if (belongs(path)) this.space.addComponentStaticConfig(path, { ...config, usingComponents: this.componentsOf(path) })
    }
  }

  /** Components that a page or component names in its configuration, by their paths. */
  componentsOf(path: string): Record<string, string> {
    const named = { ...this.pkg.app.usingComponents, ...this.pkg.configs[path]?.usingComponents }
    return Object.fromEntries(Object.entries(named).map(([tag, target]) => [tag, `/${resolvePath(path, target)}`]))
  }

  createPage(path: string): PageRoot {
    return this.backend.createRoot('page', this.space, path)
  }
}

function configure(onError: (error: unknown) => void) {
  glassEasel.globalOptions.throwGlobalError = false
  // The only way to ids without a prefix per component; createElement() turns them into real ones.
  glassEasel.globalOptions.writeExtraInfoToAttr = true
  glassEasel.addGlobalErrorListener((error) => onError(error))
  glassEasel.addGlobalWarningListener((warning: unknown) => {
    const text = warning instanceof Error ? warning.message : String(warning)
    // A Taro node without children has no list to repeat over; WeChat takes it as an empty one.
    if (!text.includes('neither Array nor Object')) onError(new Error(`warning: ${text}`))
    return true
  })
}

function createBackend(): glassEasel.CurrentWindowBackendContext {
  const context = new glassEasel.CurrentWindowBackendContext()
  context.document = {
    createElement,
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as typeof context.document
  // Without a listener glass-easel dispatches no input at all.
  context.onEvent((target, type, detail, options) => {
    if (!GESTURES.has(type) || isOnDisabledButton(options.originalEvent)) return undefined
    const event = new glassEasel.Event(type, detail, options)
    glassEasel.Event.dispatchEvent(target, event)
    return event.getEventBubbleStatus()
  })
  return context
}

/** Styles by id, and tests that look for one, need the id in the DOM as the template gives it. */
function createElement(tag: string): HTMLElement {
  const element = document.createElement(`wx-${tag}`)
  element.setAttribute = (name: string, value: string) => {
    if (name === ID_NOTE) element.id = value
    else if (!name.startsWith('exparser:')) HTMLElement.prototype.setAttribute.call(element, name, value)
  }
  return element
}

function isOnDisabledButton(event: unknown): boolean {
  return event instanceof globalThis.Event && event.target instanceof HTMLElement && event.target.closest('wx-button[disabled]') !== null
}

/** glass-easel's DOM backend leaves the long press to its host. */
function dispatchLongPress() {
  let timer: ReturnType<typeof setTimeout> | undefined
  document.addEventListener(
    'pointerdown',
    ({ target, clientX, clientY }) => {
      let node = target instanceof HTMLElement ? target : null
      while (node && !node.__wxElement) node = node.parentElement
      const element = node?.__wxElement
      timer = setTimeout(() => element?.triggerEvent('longpress', { x: clientX, y: clientY }, { bubbles: true, composed: true }), LONG_PRESS_MS)
    },
    true,
  )
  for (const type of ['pointerup', 'pointermove', 'pointercancel']) document.addEventListener(type, () => clearTimeout(timer), true)
}

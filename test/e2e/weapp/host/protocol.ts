/** What the two halves of the host tell each other: the half in the test process, and the half inside Chromium. */

export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: string
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
}

export interface ComponentConfig extends WindowConfig {
  component?: boolean
  usingComponents?: Record<string, string>
}

export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface SubPackage {
  root: string
  pages: string[]
  independent?: boolean
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  subPackages?: SubPackage[]
  subpackages?: SubPackage[]
  window?: WindowConfig
  tabBar?: { custom?: boolean; color?: string; selectedColor?: string; backgroundColor?: string; borderStyle?: string; list: TabItem[] }
  usingComponents?: Record<string, string>
  preloadRule?: Record<string, { network?: string; packages: string[] }>
  darkmode?: boolean
  themeLocation?: string
  sitemapLocation?: string
  lazyCodeLoading?: string
  requiredPrivateInfos?: string[]
  permission?: Record<string, { desc?: string }>
  __usePrivacyCheck__?: boolean
}

export type Theme = 'light' | 'dark'
export type ThemeVariables = Record<Theme, Record<string, string>>

/** A built mini-program, compiled into what a browser can run. Paths carry no extension, as in WeChat. */
export interface BuiltPackage {
  dist: string
  files: string[]
  app: AppConfig
  theme: ThemeVariables
  configs: Record<string, ComponentConfig>
  /** JavaScript expression of all compiled templates. */
  templates: string
  styles: Record<string, string>
  modules: Record<string, string>
  /** Built-in tags that the templates use, with the attributes that they set. */
  tags: Record<string, string[]>
  /** Every function that `wx` has. */
  apiNames: string[]
  warnings: string[]
}

/** What the browser half needs of it; templates are code and travel apart. */
export type LoadedPackage = Omit<BuiltPackage, 'templates' | 'files' | 'dist' | 'warnings'>

export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
}

/** The phone's side of things that the browser half decides alone. */
export interface PhoneSettings {
  appId: string
  /** Whether the shopper has agreed to the privacy guidelines before. */
  privacyAgreed: boolean
  theme: Theme
  sdkVersion: string
  /** `wx` functions, and schemas of `canIUse`, that this base library is too old for. */
  lacks: string[]
}

export interface Boot {
  launch: { url?: string; scene?: number }
  phone: PhoneSettings
  apiBase: string
  /** `wx` functions that the test answers itself. */
  overrides: string[]
}

/** Requests from the browser half; every one is answered by a `HostAnswer`. */
export interface HostCall {
  name: string
  args: Record<string, unknown>
}

export type HostAnswer = { ok: true; value: unknown } | { ok: false; message: string; errno?: number }

/** Bytes cross the bridge as base64. */
export interface Bytes {
  $bytes: string
}

export function isBytes(value: unknown): value is Bytes {
  return typeof value === 'object' && value !== null && '$bytes' in value
}

export interface SetDataCall {
  owner: string
  bytes: number
  paths: string[]
}

export interface HostStats {
  setData: SetDataCall[]
  /** `wx` functions called, in order. */
  calls: string[]
  /** `wx` functions called that nobody answers. */
  unhosted: string[]
  errors: string[]
  console: { level: string; text: string }[]
  toasts: string[]
  shares: unknown[]
}

export interface PageMeasure {
  nodes: number
  depth: number
}

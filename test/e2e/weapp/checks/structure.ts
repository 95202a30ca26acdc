import { resolveFrom, type Rule, type Subject } from './subject'

const TAB_ICON_LIMIT = 40 * 1024

/** Every page named exists with its three files, once, and no page file is left over. */
export const pagesExist: Rule = ({ pages, has, app, files, configs }) => [
  ...pages.flatMap((page) => ['js', 'wxml', 'json'].filter((extension) => !has(`${page}.${extension}`)).map((extension) => `page ${page} has no .${extension}`)),
  ...pages.filter((page, index) => pages.indexOf(page) !== index).map((page) => `page ${page} is named twice`),
  ...(app.entryPagePath !== undefined && !pages.includes(app.entryPagePath) ? [`entryPagePath ${app.entryPagePath} is not a page`] : []),
  ...files
    .filter((file) => file.endsWith('.wxml') && file.includes('/'))
    .map((file) => file.replace(/\.wxml$/, ''))
    .filter((name) => !pages.includes(name) && configs[name]?.component !== true)
    .map((name) => `${name}.wxml belongs to no page in app.json`),
]

/** Two to five tabs, all in the main package, with icons that exist in both themes and are small enough. */
export const tabBarIsWhole: Rule = (subject) => {
  const { app } = subject
  if (!app.tabBar) return []
  const { list } = app.tabBar
  const icons = list.flatMap(({ iconPath, selectedIconPath }) => [iconPath, selectedIconPath].filter((icon) => icon !== undefined))
  return [
    ...(list.length < 2 || list.length > 5 ? [`tabBar.list holds ${list.length} items; WeChat wants 2 to 5`] : []),
    ...list.filter(({ pagePath }) => !app.pages.includes(pagePath)).map(({ pagePath }) => `tab ${pagePath} is not a page of the main package`),
    ...[...new Set(icons.flatMap((icon) => themed(subject, icon)))].flatMap((icon) => iconFaults(subject, icon)),
  ]
}

function iconFaults({ has, size }: Subject, icon: string): string[] {
  if (!has(icon)) return [`tab icon ${icon} does not exist`]
  return size(icon) > TAB_ICON_LIMIT ? [`tab icon ${icon} is over 40 KB`] : []
}

/** The values of `@name` in both themes; a plain value as it is. */
function themed({ theme }: Subject, value: string): string[] {
  if (!value.startsWith('@')) return [value.replace(/^\//, '')]
  return (['light', 'dark'] as const).flatMap((name) => theme[name][value.slice(1)] ?? [])
}

/** Every `@variable` has a value in light and in dark. */
export const themeIsComplete: Rule = ({ app, configs, theme, has }) => {
  const text = JSON.stringify([app, configs])
  const names = [...new Set([...text.matchAll(/"@(\w+)"/g)].map(([, name = '']) => name))]
  return [
    ...(app.themeLocation !== undefined && !has(app.themeLocation) ? [`themeLocation ${app.themeLocation} does not exist`] : []),
    ...names.flatMap((name) => (['light', 'dark'] as const).filter((kind) => theme[kind][name] === undefined).map((kind) => `@${name} has no value in the ${kind} theme`)),
  ]
}

/** Components named in a configuration exist, declare themselves, and are used by the templates that can see them. */
export const componentsResolve: Rule = (subject) =>
  Object.entries({ ...subject.configs, app: subject.app }).flatMap(([owner, config]) =>
    Object.entries(config.usingComponents ?? {})
      .filter(([, target]) => !/^(plugin|dynamicLib|ext):/.test(target))
      .flatMap(([tag, target]) => componentFaults(subject, owner, tag, resolveFrom(owner, target))),
  )

function componentFaults(subject: Subject, owner: string, tag: string, component: string): string[] {
  if (!subject.has(`${component}.js`) || subject.configs[component]?.component !== true) return [`${owner}: component ${tag} (${component}) does not resolve`]
  const root = subject.rootOf(component)
  if (root !== '' && root !== subject.rootOf(owner)) return [`${owner}: component ${tag} lies in the sub-package ${root}`]
  return owner === 'app' || new RegExp(`<${tag}[\\s/>]`).test(templateClosure(subject, owner)) ? [] : [`${owner}: component ${tag} is declared and never used`]
}

/** A template with everything that it imports. */
function templateClosure(subject: Subject, name: string, seen = new Set<string>()): string {
  if (seen.has(name)) return ''
  seen.add(name)
  const source = subject.read(`${name}.wxml`)
  const imported = [...source.matchAll(/<(?:import|include)\s+src="([^"]+)"/g)].map(([, target = '']) => resolveFrom(name, target).replace(/\.wxml$/, ''))
  return [source, ...imported.map((other) => templateClosure(subject, other, seen))].join('\n')
}

/** Files that a template or a style imports exist. */
export const importsResolve: Rule = (subject) =>
  subject.files
    .filter((file) => /\.(wxml|wxss)$/.test(file))
    .flatMap((file) =>
      [...subject.read(file).matchAll(/(?:<(?:import|include|wxs)[^>]*\ssrc=|@import\s+(?:url\()?)["']([^"']+)["']/g)]
        .map(([, target = '']) => resolveFrom(file, target))
        .filter((target) => !subject.has(target))
        .map((target) => `${file} imports ${target}, which does not exist`),
    )

/** Sub-packages do not overlap, hold no tab page, and preload rules name real pages and packages. */
export const subPackagesAreSound: Rule = ({ subPackages, app, pages }) => [
  ...subPackages.flatMap((one) => subPackages.filter((other) => other !== one && other.root.startsWith(one.root)).map((other) => `sub-package ${other.root} lies inside ${one.root}`)),
  ...subPackages.filter(({ root }) => app.pages.some((page) => page.startsWith(root))).map(({ root }) => `sub-package ${root} holds a page of the main package`),
  ...Object.keys(app.preloadRule ?? {})
    .filter((page) => !pages.includes(page))
    .map((page) => `preloadRule names ${page}, which is not a page`),
  ...Object.values(app.preloadRule ?? {})
    .flatMap(({ packages }) => packages)
    .filter((name) => name !== '__APP__' && !subPackages.some(({ root }) => root === name.replace(/\/?$/, '/')))
    .map((name) => `preloadRule names the package ${name}, which does not exist`),
]

/** Search rules name pages that exist. */
export const sitemapIsSound: Rule = ({ app, has, read, pages }) => {
  const file = app.sitemapLocation ?? 'sitemap.json'
  if (!has(file)) return app.sitemapLocation === undefined ? [] : [`sitemapLocation ${file} does not exist`]
  const { rules = [] } = JSON.parse(read(file)) as { rules?: { page: string }[] }
  return rules
    .filter(({ page }) => page !== '*' && !pages.some((name) => new RegExp(`^${page.replace(/\*/g, '.*')}$`).test(name)))
    .map(({ page }) => `${file} has a rule for ${page}, which is not a page`)
}

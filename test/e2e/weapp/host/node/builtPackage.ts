import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { AppConfig, BuiltPackage, ComponentConfig, SubPackage, ThemeVariables } from '../protocol'
import { readApiNames } from './apiNames'
import { builtInTags, compileTemplates } from './wxml'
import { wxssToCss } from './wxss'

const NO_THEME: ThemeVariables = { light: {}, dark: {} }

/** Every file below `dist`, relative, with forward slashes. */
export function listFiles(dist: string, folder = ''): string[] {
  return readdirSync(path.join(dist, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name)
    return entry.isDirectory() ? listFiles(dist, name) : [name]
  })
}

export function subPackagesOf(app: AppConfig): SubPackage[] {
  return (app.subPackages ?? app.subpackages ?? []).map((item) => ({ ...item, root: item.root.replace(/\/?$/, '/') }))
}

/** All pages, those of the main package first. */
export function pagesOf(app: AppConfig): string[] {
  return [...app.pages, ...subPackagesOf(app).flatMap(({ root, pages }) => pages.map((page) => root + page))]
}

/** Reads a built mini-program and compiles its templates and styles. */
export function readBuiltPackage(dist: string): BuiltPackage {
  if (!existsSync(path.join(dist, 'app.json'))) throw new Error(`${dist} holds no built mini-program: run "npm run build:weapp" first`)
  const files = listFiles(dist)
  const read = (file: string) => readFileSync(path.join(dist, file), 'utf8')
  const sources = (extension: string) =>
    new Map(files.filter((file) => file.endsWith(extension)).map((file) => [file.slice(0, -extension.length), read(file)]))

  const app = JSON.parse(read('app.json')) as AppConfig
  const configs = componentConfigs(files, read)
  const wxml = sources('.wxml')
  const tags = builtInTags(wxml.values(), componentTags(app, configs))
  const tagNames = new Set(Object.keys(tags))
  // An import of nothing is a fault that the package checks name; the rest of the style is still good.
  const readStyle = (file: string) => (files.includes(file) ? read(file) : '')
  const styles = [...sources('.wxss')].map(([name, source]) => [name, wxssToCss(source, `${name}.wxss`, tagNames, readStyle)])
  return {
    dist,
    files,
    app,
    theme: app.themeLocation && files.includes(app.themeLocation) ? (JSON.parse(read(app.themeLocation)) as ThemeVariables) : NO_THEME,
    configs,
    ...compileTemplates({ wxml, wxs: sources('.wxs') }),
    styles: Object.fromEntries(styles) as Record<string, string>,
    modules: Object.fromEntries(sources('.js')),
    tags,
    apiNames: readApiNames(),
  }
}

function componentConfigs(files: string[], read: (file: string) => string): Record<string, ComponentConfig> {
  const all = new Set(files)
  const named = files.filter((file) => file.endsWith('.json') && file !== 'app.json' && all.has(file.replace(/json$/, 'js')))
  return Object.fromEntries(named.map((file) => [file.slice(0, -'.json'.length), JSON.parse(read(file)) as ComponentConfig]))
}

function componentTags(app: AppConfig, configs: Record<string, ComponentConfig>): Set<string> {
  return new Set([app, ...Object.values(configs)].flatMap((config) => Object.keys(config.usingComponents ?? {})))
}

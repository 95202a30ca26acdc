import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { apiBase } from '../../../scripts/build'
import { checkPackage } from './packageChecks'
import { expect, test, WEAPP_DIST } from './weappTest'

const options = { developmentBase: apiBase() }

/** A change to one file of a copy of the package. */
type Change = (source: string) => string

interface Plant {
  fault: string
  file: string
  change: Change | 'delete'
  /** The rule that must find it. */
  found: RegExp
}

const json = (edit: (value: Record<string, unknown>) => void): Change => (source) => {
  const value = JSON.parse(source) as Record<string, unknown>
  edit(value)
  return JSON.stringify(value)
}
const append = (code: string): Change => (source) => `${source}\n${code}`

const PLANTS: Plant[] = [
  { fault: 'the phone button lost its event', file: 'base.wxml', change: (source) => source.replace(/ bindgetphonenumber="[^"]*"/g, ''), found: /attributesArePresent: .*bindgetphonenumber/ },
  { fault: 'the input templates are gone', file: 'base.wxml', change: (source) => source.replace(/<template name="[^"]+"[^>]*>\s*<input[\s\S]*?<\/template>/g, ''), found: /usedComponentsHaveTemplates: .*<input>/ },
  { fault: 'templates are named wrongly', file: 'utils.wxs', change: (source) => source.replace(/tmpl_/g, 'tmp_'), found: /templateNamesAgree/ },
  { fault: 'a page is missing from app.json', file: 'app.json', change: json((app) => (app.pages = (app.pages as string[]).filter((page) => page !== 'pages/product/index'))), found: /pagesExist: pages\/product\/index\.wxml belongs to no page/ },
  { fault: 'a page does not import the templates', file: 'pages/home/index.wxml', change: (source) => source.replace(/<import[^>]*>/, ''), found: /pagesImportBase: pages\/home/ },
  { fault: 'a page has no code', file: 'pages/list/index.js', change: 'delete', found: /pagesExist: page pages\/list\/index has no \.js/ },
  { fault: 'a page is named twice', file: 'app.json', change: json((app) => (app.pages = [...(app.pages as string[]), 'pages/list/index'])), found: /pagesExist: .*twice/ },
  { fault: 'a tab leads to no page', file: 'app.json', change: json((app) => (((app.tabBar as { list: { pagePath: string }[] }).list[0] as { pagePath: string }).pagePath = 'packages/account/settings/index')), found: /tabBarIsWhole: tab packages/ },
  { fault: 'a tab icon is gone', file: 'assets/tab/home-dark-on.png', change: 'delete', found: /tabBarIsWhole: tab icon .*home-dark-on/ },
  { fault: 'a theme variable has no dark value', file: 'theme.json', change: json((theme) => delete (theme.dark as Record<string, unknown>).navBackground), found: /themeIsComplete: @navBackground.*dark/ },
  { fault: 'a component is gone', file: 'comp.js', change: 'delete', found: /componentsResolve/ },
  { fault: 'a style imports nothing', file: 'app.wxss', change: append('@import "./gone.wxss";'), found: /importsResolve: app\.wxss/ },
  { fault: 'a module is gone', file: 'vendors.js', change: 'delete', found: /requiresResolve: .*vendors/ },
  { fault: 'the main package reaches into a sub-package', file: 'pages/home/index.js', change: append('require("../../packages/account/settings/index.js")'), found: /requiresResolve: .*out of the sub-package/ },
  { fault: 'code is made at run time', file: 'pages/home/index.js', change: append('eval("1"); new Function("return 1")'), found: /noDynamicCode/ },
  { fault: 'an API that WeChat does not have', file: 'pages/home/index.js', change: append('wx.teleport({})'), found: /apisExist: .*wx\.teleport/ },
  { fault: 'a link leads nowhere', file: 'pages/home/index.js', change: append('wx.navigateTo({url:"/pages/nowhere/index?id=1"})'), found: /linksLeadToPages: .*nowhere/ },
  { fault: 'an insecure host', file: 'pages/home/index.js', change: append('wx.request({url:"http://shop.example/v1"})'), found: /hostsAreSecure: .*shop\.example/ },
  { fault: 'a template does not compile', file: 'pages/home/index.wxml', change: append('<view wx:if="{{ a + }}"></view>'), found: /templatesCompile/ },
  { fault: 'buttons show WeChat’s quota toast', file: 'base.wxml', change: (source) => source.replace(/ phone-number-no-quota-toast="[^"]*"/g, ''), found: /attributesArePresent: .*phone-number-no-quota-toast/ },
  { fault: 'screen readers hear no names', file: 'base.wxml', change: (source) => source.replace(/ aria-label="[^"]*"/g, ''), found: /attributesArePresent: .*<view> has no aria-label/ },
  { fault: 'the privacy flag is off', file: 'app.json', change: json((app) => delete app.__usePrivacyCheck__), found: /privacyCheckIsOn/ },
  { fault: 'a location call is not declared', file: 'pages/home/index.js', change: append('wx.getLocation({})'), found: /privateInfosAreDeclared: wx\.getLocation is used/ },
  { fault: 'a private info is declared in vain', file: 'app.json', change: json((app) => (app.requiredPrivateInfos = ['chooseLocation'])), found: /privateInfosAreDeclared: .*not used/ },
  { fault: 'code is loaded eagerly', file: 'app.json', change: json((app) => delete app.lazyCodeLoading), found: /codeIsLoadedLazily/ },
  { fault: 'an outdated call', file: 'packages/trade/refund/index.js', change: (code) => code.replaceAll('.chooseMedia', '.chooseImage'), found: /noOutdatedCalls: .*chooseImage/ },
  { fault: 'a preload rule names no package', file: 'app.json', change: json((app) => (app.preloadRule = { 'pages/mine/index': { packages: ['packages/gone'] } })), found: /subPackagesAreSound: .*packages\/gone/ },
  { fault: 'a package is too large', file: 'pages/home/index.js', change: append(`/*${'x'.repeat(2 * 1024 * 1024)}*/`), found: /sizesAreAllowed: main package/ },
]

test('the built mini-program has no fault that can be seen without running it', () => {
  expect(checkPackage(WEAPP_DIST, options)).toEqual([])
})

test.describe('every planted fault is found', () => {
  for (const { fault, file, change, found } of PLANTS) {
    test(fault, async () => {
      const copy = await mkdtemp(path.join(os.tmpdir(), 'weapp-fault-'))
      try {
        await cp(WEAPP_DIST, copy, { recursive: true })
        const target = path.join(copy, file)
        const before = await readFile(target, 'utf8')
        if (change === 'delete') await rm(target)
        else {
          // A plant that changes nothing proves nothing.
          expect(change(before)).not.toBe(before)
          await writeFile(target, change(before))
        }
        expect(checkPackage(copy, options).join('\n')).toMatch(found)
      } finally {
        await rm(copy, { recursive: true, force: true })
      }
    })
  }
})

import { ownModules, resolveFrom, type Rule } from './subject'

const REQUIRE = /\brequire\(\s*["']([^"']+)["']\s*\)/g

/** Every `require` finds its module, and none reaches from the main package, or another sub-package, into a sub-package. */
export const requiresResolve: Rule = ({ modules, rootOf }) =>
  Object.entries(modules).flatMap(([name, source]) =>
    [...source.matchAll(REQUIRE)]
      .map(([, target = '']) => resolveFrom(name, target).replace(/\.js$/, ''))
      .flatMap((target) => {
        if (modules[target] === undefined) return [`${name}.js requires ${target}, which does not exist`]
        const root = rootOf(target)
        return root === '' || root === rootOf(name) ? [] : [`${name}.js requires ${target} out of the sub-package ${root}`]
      }),
  )

/** Code made out of strings does not run in WeChat. `Function('return this')` of old libraries is guarded and harmless. */
export const noDynamicCode: Rule = ({ modules }) =>
  Object.entries(modules).flatMap(([name, source]) => {
    const evals = [...source.matchAll(/(?<![\w.$])eval\(/g)]
    const functions = [...source.matchAll(/(?<![\w.$])(?:new )?Function\((?!\)|["']return this["']\))/g)]
    return [...evals, ...functions].map(({ index }) => `${name}.js makes code at run time: …${source.slice(Math.max(0, index - 20), index + 40)}…`)
  })

/** `wx.something` exists in WeChat's own typings. */
export const apisExist: Rule = (subject) => {
  const names = new Set([...subject.apiNames, 'env', 'cloud', 'error', 'webpackJsonp'])
  const used = ownModules(subject).flatMap(([name, source]) => [...source.matchAll(/(?<![\w.$])wx\.([a-zA-Z]\w*)/g)].map(([, api = '']) => ({ name, api })))
  return used.filter(({ api }) => !names.has(api)).map(({ name, api }) => `${name}.js uses wx.${api}, which WeChat does not have`)
}

/** Links inside the app lead to pages. */
export const linksLeadToPages: Rule = (subject) => {
  const roots = [...new Set(subject.pages.map((page) => page.split('/')[0]))].join('|')
  const link = new RegExp(`["'\`]/((?:${roots})/[\\w/-]+)(?=["'\`?])`, 'g')
  return ownModules(subject).flatMap(([name, source]) =>
    [...source.matchAll(link)]
      .map(([, target = '']) => target)
      .filter((target) => !subject.pages.includes(target) && !subject.has(target))
      .map((target) => `${name}.js links to /${target}, which is not a page`),
  )
}

/** A phone talks https alone; the address compiled in for development is the exception. */
export const hostsAreSecure =
  (developmentBase: string): Rule =>
  (subject) =>
    ownModules(subject).flatMap(([name, source]) =>
      [...source.matchAll(/["'`](?:http|ws):\/\/[^"'`\s]*/g)]
        .map(([address]) => address.slice(1))
        .filter((address) => !address.startsWith(developmentBase) && !address.startsWith('http://www.w3.org/'))
        .map((address) => `${name}.js names the insecure address ${address}`),
    )

import { expect, test } from '../weappTest'
import { SAMPLE } from './sample'

/** What a browser offers and a phone's logic layer does not. */
const FORBIDDEN = [
  ...['window', 'document', 'self', 'globalThis', 'top', 'parent', 'frames', 'location', 'navigator', 'history', 'screen'],
  ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Request', 'Response', 'Headers'],
  ...['AbortController', 'AbortSignal', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Blob', 'File', 'FormData', 'FileReader'],
  ...['crypto', 'performance', 'structuredClone', 'queueMicrotask', 'requestAnimationFrame', 'atob', 'btoa', 'alert', 'confirm', 'prompt'],
  ...['Event', 'EventTarget', 'CustomEvent', 'MessageChannel', 'BroadcastChannel', 'Worker', 'MutationObserver', 'IntersectionObserver'],
  ...['Element', 'HTMLElement', 'Node', 'Image', 'DOMException', 'WebAssembly', 'SharedArrayBuffer', 'Intl', 'eval', 'process', 'Buffer'],
]

test('code of the mini-program finds no name of a browser', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const types = await app.ask('evaluate', `module.exports = { ${FORBIDDEN.map((name) => `${name}: typeof ${name}`).join(', ')} }`)
  expect(types).toEqual(Object.fromEntries(FORBIDDEN.map((name) => [name, 'undefined'])))
})

test('every name that Chromium has is either allowed or gone', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const names = await app.page.evaluate(() => {
    const all: string[] = []
    for (let holder: object | null = window; holder; holder = Object.getPrototypeOf(holder) as object | null) all.push(...Object.getOwnPropertyNames(holder))
    return [...new Set(all)].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name))
  })
  expect(names.length).toBeGreaterThan(500)
  const source = `module.exports = { ${names.map((name) => `${name}: typeof ${name}`).join(', ')} }`
  const types = (await app.ask('evaluate', source)) as Record<string, string>
  const present = Object.keys(types).filter((name) => types[name] !== 'undefined')
  const language = /^(Object|Function|Boolean|Symbol|Number|BigInt|Math|Date|String|RegExp|JSON|Reflect|Proxy|Promise|(Eval|Range|Reference|Syntax|Type|URI|Aggregate)?Error|Array|Map|Set|Weak\w+|FinalizationRegistry|ArrayBuffer|DataView|(Big)?(Ui|I)nt\d+(Clamped)?Array|Float(32|64)Array|NaN|Infinity|is(Finite|NaN)|parse(Float|Int)|(de|en)codeURI(Component)?|(un)?escape|(set|clear)(Timeout|Interval)|console)$/
  // What an object inherits from Object.prototype is part of the language as well.
  expect(present.filter((name) => !language.test(name) && !(name in Object.prototype))).toEqual([])
})

test('it finds the language, timers, the console and what WeChat gives', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const names = ['wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages', 'require', 'module', 'exports', 'global']
  const language = ['Object', 'Promise', 'Map', 'Proxy', 'JSON', 'Symbol', 'WeakRef', 'BigInt', 'setTimeout', 'clearInterval', 'console', 'encodeURIComponent']
  const source = `module.exports = { ${[...names, ...language].map((name) => `${name}: typeof ${name}`).join(', ')} }`
  expect(Object.values((await app.ask('evaluate', source)) as object)).not.toContain('undefined')
})

test('no global object leaks through `this`, Function or a constructor', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const found = await app.ask(
    'evaluate',
    `const names = (object) => object ? Object.getOwnPropertyNames(object) : []
     const plain = (function () { return this })()
     const made = Function('return this')()
     const attempts = [() => new Function('return document')(), () => (async () => {}).constructor('return document')(), () => wx.request.constructor('return window')(), () => [].map.constructor('return location')()]
     const refused = attempts.map((attempt) => { try { return String(attempt()) } catch (error) { return error.name } })
     module.exports = { plain: typeof plain, isGlobal: made === global, made: names(made), refused, isFunction: (() => {}) instanceof Function }`,
  )
  expect(found).toEqual({ plain: 'undefined', isGlobal: true, made: [], refused: ['EvalError', 'EvalError', 'EvalError', 'EvalError'], isFunction: true })
})

test('using a missing name fails as on a phone', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const source = `try { new AbortController() } catch (error) { module.exports = error.name + ': ' + error.message }`
  expect(await app.ask('evaluate', source)).toBe('ReferenceError: AbortController is not defined')
})

test('members of the language newer than shoppers’ phones are missing', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const source =
    'module.exports = [[].toSorted, [].findLast, Object.groupBy, Promise.withResolvers, new Set().union, [].at, Object.hasOwn].map((member) => typeof member)'
  expect(await app.ask('evaluate', source)).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'undefined', 'function', 'function'])
})

test('data that WeChat hands over is of the logic layer’s own realm', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const source = `wx.setStorageSync('kept', { list: [1] })
    const kept = wx.getStorageSync('kept')
    module.exports = [kept instanceof Object, kept.list instanceof Array, wx.getWindowInfo() instanceof Object, wx.getStorage({ key: 'kept' }) instanceof Promise]`
  expect(await app.ask('evaluate', source)).toEqual([true, true, true, true])
})

test('errors of timers and forgotten promises are told to the app and to the test', async ({ launch }) => {
  const app = await launch({ dist: SAMPLE })
  const source = `wx.onUnhandledRejection(({ reason }) => console.warn('told ' + reason))
    setTimeout(() => { throw new Error('late') })
    Promise.reject('forgotten')`
  await app.ask('evaluate', source)
  await expect.poll(async () => (await app.stats()).errors.join('\n')).toMatch(/late/)
  await expect.poll(async () => (await app.stats()).console).toContainEqual({ level: 'warn', text: 'told forgotten' })
  expect((await app.stats()).errors).toContain('forgotten')
})

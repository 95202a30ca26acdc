/**
 * What the logic layer may find by name: ECMAScript's own globals, timers and the console. Everything that WeChat adds
 * (`wx`, `App`, `Page`, `require`, …) arrives as a parameter of the module wrapper.
 *
 * Left out on purpose: `Intl` (missing on Android phones), `queueMicrotask`, `globalThis` and `self` (not there, or only
 * on some base libraries), `WebAssembly` (WeChat has its own WXWebAssembly), `SharedArrayBuffer` and `Atomics`, `eval`.
 */
export const ALLOWED_GLOBALS: ReadonlySet<PropertyKey> = new Set([
  ...['Object', 'Function', 'Boolean', 'Symbol', 'Number', 'BigInt', 'Math', 'Date', 'String', 'RegExp', 'JSON', 'Reflect', 'Proxy', 'Promise'],
  ...['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError', 'AggregateError'],
  ...['Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'ArrayBuffer', 'DataView'],
  ...['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array'],
  ...['BigInt64Array', 'BigUint64Array'],
  ...['NaN', 'Infinity', 'undefined', 'isFinite', 'isNaN', 'parseFloat', 'parseInt'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'console'],
])

/**
 * Members newer than ES2022, by the object that has them. Chromium is ahead of the phones in shoppers' hands (iOS 15
 * stops at ES2022), so code that leans on them must fail here too.
 */
export const TOO_NEW: Readonly<Record<string, readonly string[]>> = {
  Array: ['fromAsync'],
  'Array.prototype': ['findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
  Object: ['groupBy'],
  Map: ['groupBy'],
  'Map.prototype': ['getOrInsert', 'getOrInsertComputed'],
  'Set.prototype': ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
  Promise: ['withResolvers', 'try'],
  'String.prototype': ['isWellFormed', 'toWellFormed'],
  RegExp: ['escape'],
  Error: ['isError'],
  Math: ['f16round', 'sumPrecise'],
  'ArrayBuffer.prototype': ['transfer', 'transferToFixedLength', 'resize'],
  Uint8Array: ['fromBase64', 'fromHex'],
  'Uint8Array.prototype': ['toBase64', 'toHex', 'setFromBase64', 'setFromHex'],
}

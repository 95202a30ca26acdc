import { readFileSync } from 'node:fs'
import path from 'node:path'

const API_TYPES = 'types/wx/lib.wx.api.d.ts'

/**
 * The names that `wx` really has, from WeChat's own typings. Taro copies `Object.keys(wx)` when it starts: a name that is
 * missing here is `undefined` in the app, so the list must be complete.
 */
export function readApiNames(): string[] {
  const folder = path.dirname(require.resolve('miniprogram-api-typings/package.json'))
  const source = readFileSync(path.join(folder, API_TYPES), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const start = source.indexOf('interface Wx {')
  const end = source.indexOf('\n    }\n', start)
  const body = source.slice(start, end < 0 ? undefined : end)
  return [...new Set([...body.matchAll(/^ {8}([a-zA-Z]\w*)(?=[<(])/gm)].map(([, name = '']) => name))]
}

import type { ImportProps } from './importProps'

/** A browser has no address list to read. */
export function ImportFromWechat(_: ImportProps) {
  return null
}

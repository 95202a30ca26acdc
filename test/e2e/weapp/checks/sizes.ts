import type { Rule, Subject } from './subject'

const MB = 1024 * 1024
const PACKAGE_LIMIT = 2 * MB
const TOTAL_LIMIT = 20 * MB
const ASSET_LIMIT = 200 * 1024
const NOT_UPLOADED = /\.map$|\.LICENSE\.txt$|^project\.(private\.)?config\.json$/
const ASSET = /\.(png|jpe?g|gif|webp|svg|mp3|aac|wav|ttf|woff2?)$/

/** Bytes of the main package (under an empty name) and of each sub-package, as WeChat counts what is uploaded. */
export function packageSizes({ files, subPackages, size, rootOf }: Subject): Map<string, number> {
  const sizes = new Map<string, number>([['', 0], ...subPackages.map(({ root }): [string, number] => [root, 0])])
  for (const file of files) if (!NOT_UPLOADED.test(file)) sizes.set(rootOf(file), (sizes.get(rootOf(file)) ?? 0) + size(file))
  return sizes
}

/** WeChat's own limits; the project's tighter budgets are checked apart. */
export const sizesAreAllowed: Rule = (subject) => {
  const sizes = packageSizes(subject)
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
  return [
    ...[...sizes].filter(([, bytes]) => bytes > PACKAGE_LIMIT).map(([root, bytes]) => `${root || 'main package'} has ${bytes} bytes; the limit is 2 MB`),
    ...(total > TOTAL_LIMIT ? [`all packages have ${total} bytes; the limit is 20 MB`] : []),
    ...subject.files.filter((file) => ASSET.test(file) && subject.size(file) > ASSET_LIMIT).map((file) => `${file} is over 200 KB`),
  ]
}

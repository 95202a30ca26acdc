/** The value of a cookie that the page may read, or null. Ours hold letters and digits: nothing is decoded. */
export function readCookie(name: string): string | null {
  const pair = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`))
  return pair?.slice(name.length + 1) ?? null
}

/** The cookies that the page may read it may also take away. */
export function forgetCookie(name: string): void {
  document.cookie = `${name}=; Path=/; Max-Age=0`
}

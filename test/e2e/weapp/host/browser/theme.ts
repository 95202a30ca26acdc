import type { LoadedPackage, Theme } from '../protocol'

/** Light or dark, and the `@variables` of theme.json that follow it. */
export class ThemeState {
  private readonly query = window.matchMedia('(prefers-color-scheme: dark)')

  constructor(
    private readonly pkg: LoadedPackage,
    onChange: (theme: Theme) => void,
  ) {
    this.query.addEventListener('change', () => {
      if (this.supported) onChange(this.current)
    })
  }

  /** Without `"darkmode": true` WeChat keeps an app light and never tells it of a change. */
  get supported(): boolean {
    return this.pkg.app.darkmode === true
  }

  get current(): Theme {
    return this.supported && this.query.matches ? 'dark' : 'light'
  }

  /** Replaces `@name` by its value in the current theme. */
  resolve(value: string | undefined): string | undefined {
    if (!value?.startsWith('@')) return value
    const resolved = this.pkg.theme[this.current][value.slice(1)]
    if (resolved === undefined) throw new Error(`theme.json has no ${value} for ${this.current}`)
    return resolved
  }
}

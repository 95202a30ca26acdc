import { make } from './dom'

/** The compiled WXSS. A page's own styles apply only while it is on top; those of app and components always. */
export class Styles {
  private readonly added = new Map<string, HTMLStyleElement>()

  constructor(
    private readonly styles: Record<string, string>,
    private readonly pages: ReadonlySet<string>,
  ) {}

  addPackage(belongs: (path: string) => boolean) {
    // app.wxss first: whatever comes later wins over it.
    const paths = Object.keys(this.styles).filter(belongs)
    for (const path of paths.sort((a, b) => Number(b === 'app') - Number(a === 'app'))) this.add(path)
  }

  showPage(route: string) {
    for (const [path, element] of this.added) element.disabled = this.pages.has(path) && path !== route
  }

  private add(path: string) {
    const css = this.styles[path]
    if (css === undefined || this.added.has(path)) return
    const element = make('style', { 'data-path': path }, css)
    document.head.append(element)
    element.disabled = this.pages.has(path)
    this.added.set(path, element)
  }
}

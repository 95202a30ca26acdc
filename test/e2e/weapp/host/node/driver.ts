import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import type { Boot, HostStats, PageMeasure, Theme } from '../protocol'
import { shot } from '../../../support/shots'
import type { Inspector } from '../browser/inspect'
import type { Cashier } from './cashier'
import type { LoggedRequest, Network } from './network'
import type { WechatPhone } from './wechatPhone'

interface DriverParts {
  page: Page
  context: BrowserContext
  network: Network
  phone: WechatPhone
  cashier: Cashier
  boot: Boot
  origin: string
}

type InspectorName = keyof Inspector

/** A running mini-program in the hands of a test. */
export class WeappDriver {
  /** Chromium's page. Pages below the top one are hidden, so locators by role and text find the visible screen. */
  readonly page: Page
  /** The phone's identity: which answers WeChat gives. */
  readonly phone: WechatPhone
  readonly network: Network
  /** What the shopper does when he is asked to pay. */
  readonly cashier: Cashier
  private readonly earlierFaults: string[] = []

  constructor(private readonly parts: DriverParts) {
    this.page = parts.page
    this.phone = parts.phone
    this.network = parts.network
    this.cashier = parts.cashier
  }

  async start() {
    await this.page.goto(this.parts.origin)
    if ((await this.pages()).length === 0) throw new Error(`the mini-program did not start:\n${(await this.stats()).errors.join('\n')}`)
  }

  /** Errors of the app, and functions that it called in vain, since the phone was made; a restart does not forget them. */
  async faults(): Promise<string[]> {
    const { errors, unhosted } = await this.stats()
    return [...this.earlierFaults, ...errors, ...unhosted.map((name) => `wx.${name} is not supported by the test host`)]
  }

  /** Kills the logic layer and starts again, as when WeChat drops an app from memory: storage stays, nothing else. */
  async restart(url?: string) {
    this.earlierFaults.splice(0, Infinity, ...(await this.faults()))
    this.parts.boot.launch = { url }
    await this.start()
  }

  async close() {
    await this.parts.context.close()
  }

  /** The page on top. */
  get screen(): Locator {
    return this.page.locator('.host-page:visible')
  }

  byId(id: string): Locator {
    return this.screen.locator(`[id="${id}"]`)
  }

  /** Taps what a role or a text names. */
  async tap(target: Locator | string) {
    const locator = typeof target === 'string' ? this.screen.getByRole('button', { name: target }) : target
    await locator.click()
  }

  async tapTab(name: string) {
    await this.page.getByRole('tab', { name }).click()
  }

  async back() {
    await this.page.getByRole('button', { name: '返回', exact: true }).click()
  }

  /** Types into the field that a label or a placeholder names. */
  async fill(name: string, value: string) {
    await this.screen.getByLabel(name).or(this.screen.getByPlaceholder(name)).first().fill(value)
  }

  route(): Promise<string> {
    return this.ask('route')
  }

  pages(): Promise<string[]> {
    return this.ask('pages')
  }

  query(): Promise<Record<string, string>> {
    return this.ask('query')
  }

  storage(): Promise<Record<string, unknown>> {
    return this.ask('storage')
  }

  stats(): Promise<HostStats> {
    return this.ask('stats')
  }

  measure(): Promise<PageMeasure> {
    return this.ask('measure')
  }

  /** Calls any function of the inspector inside the page. */
  async ask<Name extends InspectorName>(name: Name, ...args: Parameters<Inspector[Name]>): Promise<Awaited<ReturnType<Inspector[Name]>>> {
    const call = ([method, parameters]: [string, unknown[]]) =>
      (window as unknown as { __inspect: Record<string, (...all: unknown[]) => unknown> }).__inspect[method]?.(...parameters)
    return (await this.page.evaluate(call, [name, args] as [string, unknown[]])) as Awaited<ReturnType<Inspector[Name]>>
  }

  async waitForRoute(route: string) {
    await expect.poll(() => this.route()).toBe(route)
  }

  /** Requests of the app to the backend, in order; pictures are not among them. */
  get requests(): LoggedRequest[] {
    return this.network.log
  }

  /** Turns the phone's network off or on, and tells the app. */
  async setOnline(online: boolean) {
    this.network.online = online
    await this.ask('emit', 'onNetworkStatusChange', { isConnected: online, networkType: online ? 'wifi' : 'none' })
  }

  async setTheme(theme: Theme) {
    await this.page.emulateMedia({ colorScheme: theme })
  }

  /** Leaves for another app: WeChat may end the mini-program now, which `restart` does. */
  async leave() {
    await this.ask('hideApp')
  }

  /** Leaves for another app and comes back, the logic layer alive. */
  async leaveAndReturn(url?: string) {
    await this.leave()
    await this.ask('showApp', url)
  }

  /** Scrolls the page to where it ends for now. */
  async scrollToEnd() {
    await this.screen.evaluate((box) => (box.scrollTop = box.scrollHeight))
  }

  /** Drags across an element, as a finger turns a swiper. */
  async swipe(target: Locator, direction: 'left' | 'right') {
    await target.scrollIntoViewIfNeeded()
    const box = await target.boundingBox()
    if (!box) throw new Error('the element to swipe is not on the screen')
    const [near, far] = [box.x + box.width * 0.25, box.x + box.width * 0.75]
    const y = box.y + box.height / 2
    await this.page.mouse.move(direction === 'left' ? far : near, y)
    await this.page.mouse.down()
    await this.page.mouse.move(direction === 'left' ? near : far, y, { steps: 4 })
    await this.page.mouse.up()
  }

  async screenshot(name: string) {
    await this.page.waitForFunction(() => [...document.images].every((image) => image.complete || image.loading === 'lazy' || image.offsetParent === null))
    await shot(this.page, name)
  }
}

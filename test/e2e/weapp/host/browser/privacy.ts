import { WxError } from './bridge'
import type { Emitter } from './emitter'
import { askPrivacy } from './overlays'
import type { Realm } from './realm'

const AGREED_KEY = 'host:privacyAgreed'
const REFUSAL_MS = 10_000

export const PRIVACY_CONTRACT = '《用户隐私保护指引》'
/** WeChat's number for a call that the shopper's privacy choice forbids. */
const ERRNO_REFUSED = 104

interface Resolution {
  event: 'exposureAuthorization' | 'agree' | 'disagree'
  buttonId?: string
}

/**
 * The shopper's agreement to the privacy guidelines. A private call waits until it is given: the app's own sheet
 * (`wx.onNeedPrivacyAuthorization`) asks, or WeChat's popup where the app has none. After a refusal calls fail at once
 * for ten seconds.
 */
export class Privacy {
  private refusedAt = -Infinity
  private readonly agreeButtons = new Set<string>()
  private asking: Promise<boolean> | undefined

  constructor(
    private readonly required: boolean,
    private readonly emitter: Emitter,
    private readonly realm: Realm,
    agreedBefore: boolean,
  ) {
    if (agreedBefore) this.agree()
  }

  get needed(): boolean {
    return this.required && localStorage.getItem(AGREED_KEY) === null
  }

  agree() {
    localStorage.setItem(AGREED_KEY, 'yes')
  }

  /** A button with `open-type="agreePrivacyAuthorization"` was tapped: only then does an `agree` that names it count. */
  agreeBy(buttonId: string) {
    this.agreeButtons.add(buttonId)
    this.agree()
  }

  async require(api: string): Promise<void> {
    if (!this.needed) return
    const refusal = new WxError('privacy permission is not authorized', ERRNO_REFUSED)
    if (performance.now() - this.refusedAt < REFUSAL_MS) throw refusal
    this.asking ??= this.ask(api).finally(() => (this.asking = undefined))
    if (await this.asking) return
    this.refusedAt = performance.now()
    throw refusal
  }

  private async ask(api: string): Promise<boolean> {
    const agreed = this.emitter.has('onNeedPrivacyAuthorization') ? await this.askApp(api) : await askPrivacy()
    if (agreed) this.agree()
    return agreed
  }

  private askApp(api: string): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (answer: Resolution) => {
        if (answer.event === 'exposureAuthorization') return
        resolve(answer.event === 'agree' && this.agreeButtons.has(answer.buttonId ?? ''))
      }
      this.emitter.emit('onNeedPrivacyAuthorization', this.realm.fn(settle), this.realm.import({ referrer: api }))
    })
  }
}

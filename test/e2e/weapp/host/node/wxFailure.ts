/** A failing `wx` call: `message` is what follows `name:fail ` in `errMsg`. */
export class WxFailure extends Error {
  override name = 'WxFailure'

  constructor(
    message: string,
    readonly errno?: number,
  ) {
    super(message)
  }
}

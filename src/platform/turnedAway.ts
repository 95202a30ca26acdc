/**
 * Whether a rejected call of WeChat means that the shopper did not want to: he closed the dialog (`fail cancel`), refused
 * (`fail:auth deny`), or turned WeChat's privacy contract down (errno 104; 103 when he cancelled it).
 */
export function isTurnedAway(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false
  const message = 'errMsg' in thrown ? String(thrown.errMsg) : ''
  return /cancel|deny|denied/.test(message) || isPrivacyRefused(thrown)
}

/** WeChat asks no second time within ten seconds after a refusal: a tap then fails like this, without a word to the shopper. */
export function isPrivacyRefused(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'errno' in thrown && (thrown.errno === 103 || thrown.errno === 104)
}

/**
 * Set beside the session cookie and readable by the page: it holds no secret, and says only that a session may be there.
 * Without it a guest's every visit would begin with a call that the server has to refuse.
 */
export const SIGNED_IN_COOKIE = 'signed_in'

/**
 * How a sign-in on WeChat's own page ended: `ok` or a problem code. Readable by the page, which takes it away once it has
 * read it; in a cookie rather than in the address, so that neither a reload nor a shared link tells it again.
 */
export const SIGN_IN_RESULT_COOKIE = 'sign_in_result'

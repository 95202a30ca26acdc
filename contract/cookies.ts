/**
 * Set beside the session cookie and readable by the page: it holds no secret, and says only that a session may be there.
 * Without it a guest's every visit would begin with a call that the server has to refuse.
 */
export const SIGNED_IN_COOKIE = 'signed_in'

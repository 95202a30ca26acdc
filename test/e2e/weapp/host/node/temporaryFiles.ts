/** Where `chooseAvatar` says that it put the picture. */
export const AVATAR_PATH = 'http://tmp/avatar.png'

/** A grey PNG of one pixel: what matters is that it is a picture of the shopper's phone and not of the backend. */
export const AVATAR_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

/** Where `chooseAvatar` says that it put the picture. */
export const AVATAR_PATH = 'http://tmp/avatar.png'

/** Where `chooseMedia` says that the camera's picture is. */
export const PHOTO_PATH = 'http://tmp/photo.jpg'

/** A grey PNG of one pixel: what matters is that it is a picture of the shopper's phone and not of the backend. */
export const AVATAR_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

import { Type } from '@sinclair/typebox'

export { AVATAR_MAX_BYTES } from './limits'

/** Sides in pixels that a face is kept in: for lists, and for one's own page on a dense screen. */
export const AVATAR_WIDTHS = [96, 288] as const
/** WebP, and JPEG for the few clients without it. */
export const AVATAR_FORMATS = ['webp', 'jpg'] as const

/** Parts of a face's address: `/v1/avatars/{name}/{file}`. The name is random and says nothing about whose face it is. */
export const AvatarParams = Type.Object({
  name: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$', description: 'Random name of the picture' }),
  file: Type.String({ pattern: '^(96|288)\\.(webp|jpg)$', description: 'Side in pixels and format', examples: ['288.webp'] }),
})

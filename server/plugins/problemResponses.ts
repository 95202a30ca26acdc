import { Type } from '@sinclair/typebox'
import type { Problem } from '@contract/problems'

const content = { 'application/problem+json': { schema: Type.Unsafe<Problem>({ $ref: 'Problem#' }) } }

/** For the `response` part of every route's schema: `response: { 200: Thing, ...problemResponses }`. */
export const problemResponses = {
  '4xx': { description: 'Refused: see `code`', content },
  '5xx': { description: 'Failed: worth another try later', content },
} as const

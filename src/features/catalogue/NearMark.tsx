import type { Offer } from '@contract/catalogue'
import { Tag } from '@/components/Tag'
import { texts } from './texts'

interface NearMarkProps {
  shelf: Pick<Offer, 'nearExpiry' | 'freshness'>
  className?: string
}

/** 临期 or 最后几天 in a word, as the law wants it on everything that is near its date; on nothing else. */
export function NearMark({ shelf: { nearExpiry, freshness }, className }: NearMarkProps) {
  if (!nearExpiry) return null
  return (
    <Tag tone={freshness === 'last' ? 'last' : 'near'} className={className}>
      {texts.freshness[freshness]}
    </Tag>
  )
}

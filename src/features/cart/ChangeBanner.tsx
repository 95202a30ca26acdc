import type { CartLine } from '@contract/cart'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { mergeRead } from './cartActions'
import { CartBanner } from './CartBanner'
import { asRead, isNews } from './cartLines'
import { putLines } from './changeCart'
import { changeText, mergeTexts } from './changeText'
import { mergeGuestCart } from './mergeGuestCart'
import { texts } from './texts'

/** Beyond these a summary is no summary. */
const MOST_SAID = 5

/** Everything that changed, said once and in one place; reading it takes today's prices and stock as known. */
export function ChangeBanner({ lines }: { lines: readonly CartLine[] }) {
  const dispatch = useAppDispatch()
  const merged = useAppSelector((state) => state.cart.merged)
  const news = lines.filter(isNews)
  const said = [...(merged ? mergeTexts(merged) : []), ...news.map(changeText)]
  if (said.length === 0) return null

  const rest = said.length - MOST_SAID
  const text = [...said.slice(0, MOST_SAID), ...(rest > 0 ? [texts.moreChanges(rest)] : [])].join('；')
  const handleRead = () => {
    dispatch(mergeRead())
    if (news.length > 0) void dispatch(putLines(news.map(asRead)))
  }
  return <CartBanner title={texts.changes(said.length)} text={text} action={texts.read} onTap={handleRead} />
}

/** What was gathered before the sign-in has not arrived: it is still here, and can be sent again. */
export function MergeBanner() {
  const dispatch = useAppDispatch()
  const merge = useAppSelector((state) => state.cart.merge)
  const count = useAppSelector((state) => state.guestCart.lines.length)
  const isMember = useAppSelector((state) => state.session.status === 'member')
  if (!isMember || count === 0 || (merge !== 'failed' && merge !== 'retrying')) return null
  return (
    <CartBanner
      isFailure
      isBusy={merge === 'retrying'}
      title={texts.mergeFailed(count)}
      text={texts.mergeFailedHint}
      action={texts.retry}
      onTap={() => void dispatch(mergeGuestCart())}
    />
  )
}

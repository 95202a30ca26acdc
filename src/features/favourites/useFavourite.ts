import { useGate } from '@/features/gate/useGate'
import { hasCapability } from '@/features/session/capability'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { useFavouriteIdsQuery, useRemoveFavouriteMutation } from './favouritesApi'
import { texts } from './texts'

/**
 * Whether this product is a favourite, and the tap that changes it. A guest's tap goes through the gate and completes by
 * itself; for him nothing is asked of the server.
 */
export function useFavourite(productId: string): { isFavourite: boolean; toggle: () => void } {
  const dispatch = useAppDispatch()
  const pass = useGate()
  const isMember = useAppSelector((state) => hasCapability(state, 'member'))
  const { isFavourite } = useFavouriteIdsQuery(undefined, {
    skip: !isMember,
    selectFromResult: ({ data }) => ({ isFavourite: isMember && (data?.items.includes(productId) ?? false) }),
  })
  const [remove] = useRemoveFavouriteMutation()

  const toggle = () => {
    if (!isFavourite) {
      pass({ require: 'member', intent: { type: 'favourites/add', payload: { productId } }, purpose: 'favourite' })
      return
    }
    remove(productId)
      .unwrap()
      .catch(() => dispatch(toastShown(texts.removeFailed, 'failed')))
  }
  return { isFavourite, toggle }
}

import { FootUndoBar } from '@/components/FootUndoBar'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { useAddFavouriteMutation, useSetAlertMutation } from './favouritesApi'
import { listTexts } from './listTexts'
import type { FavouriteProduct } from './useFavouriteList'

interface RemovedBarProps {
  product: FavouriteProduct | null
  onGone: () => void
}

/** The heart that was taken away last, at the foot of the screen, and the way back. */
export function RemovedBar({ product, onGone }: RemovedBarProps) {
  const [add, { isLoading: isAdding }] = useAddFavouriteMutation()
  const [setAlert, { isLoading: isSetting }] = useSetAlertMutation()
  const dispatch = useAppDispatch()

  const handleUndo = async () => {
    if (!product) return
    // With its alert comes the mark. The message in WeChat was allowed for the alert that is gone.
    const { error } = await (product.hasAlert ? setAlert({ productId: product.id, isOn: true, message: false }) : add(product.id))
    if (error) dispatch(toastShown(listTexts.undoFailed, 'failed'))
    else onGone()
  }

  return (
    <FootUndoBar
      removed={product}
      text={product ? listTexts.removed(product.name) : ''}
      undo={listTexts.undo}
      isBusy={isAdding || isSetting}
      onUndo={() => void handleUndo()}
      onGone={onGone}
    />
  )
}

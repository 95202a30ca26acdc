import type { ProductSummary } from '@contract/catalogue'
import { FootUndoBar } from '@/components/FootUndoBar'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { useAddFavouriteMutation } from './favouritesApi'
import { listTexts } from './listTexts'

interface RemovedBarProps {
  product: ProductSummary | null
  onGone: () => void
}

/** The heart that was taken away last, at the foot of the screen, and the way back. */
export function RemovedBar({ product, onGone }: RemovedBarProps) {
  const [add, { isLoading }] = useAddFavouriteMutation()
  const dispatch = useAppDispatch()

  const handleUndo = async () => {
    if (!product) return
    const { error } = await add(product.id)
    if (error) dispatch(toastShown(listTexts.undoFailed, 'failed'))
    else onGone()
  }

  return (
    <FootUndoBar
      removed={product}
      text={product ? listTexts.removed(product.name) : ''}
      undo={listTexts.undo}
      isBusy={isLoading}
      onUndo={() => void handleUndo()}
      onGone={onGone}
    />
  )
}

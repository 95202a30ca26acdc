import type { ProductSummary } from '@contract/catalogue'
import { UndoBar } from '@/components/UndoBar'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { useAddFavouriteMutation } from './favouritesApi'
import { texts } from './texts'

interface RemovedBarProps {
  product: ProductSummary | null
  onGone: () => void
}

/** Says which heart was taken off, and offers to take that back. */
export function RemovedBar({ product, onGone }: RemovedBarProps) {
  const [add, { isLoading }] = useAddFavouriteMutation()
  const dispatch = useAppDispatch()

  const handleUndo = async () => {
    if (!product) return
    const { error } = await add(product.id)
    if (error) dispatch(toastShown(texts.undoFailed, 'failed'))
    else onGone()
  }

  return (
    <UndoBar subject={product} text={product ? texts.removed(product.name) : ''} undo={texts.undo} isUndoing={isLoading} onUndo={() => void handleUndo()} onGone={onGone} />
  )
}

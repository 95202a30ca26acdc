import { View } from '@tarojs/components'
import type { ProductSummary } from '@contract/catalogue'
import { UndoBar } from '@/components/UndoBar'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import styles from './Favourites.module.scss'
import { useAddFavouriteMutation } from './favouritesApi'
import { texts } from './texts'

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
    if (error) dispatch(toastShown(texts.undoFailed, 'failed'))
    else onGone()
  }

  return (
    <View className={styles.removedLayer}>
      <UndoBar
        className={styles.removed}
        removed={product}
        text={product ? texts.removed(product.name) : ''}
        undo={texts.undo}
        isBusy={isLoading}
        onUndo={() => void handleUndo()}
        onGone={onGone}
      />
    </View>
  )
}

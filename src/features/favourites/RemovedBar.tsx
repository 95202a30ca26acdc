import { useEffect } from 'react'
import { View } from '@tarojs/components'
import type { ProductSummary } from '@contract/catalogue'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { useAddFavouriteMutation } from './favouritesApi'
import { texts } from './texts'
import styles from './Favourites.module.scss'

/** Long enough to notice, to read and to reach the button. */
const SHOWN_MS = 8000

interface RemovedBarProps {
  product: ProductSummary | null
  onGone: () => void
}

/** Says what was taken away, and offers to take that back. */
export function RemovedBar({ product, onGone }: RemovedBarProps) {
  const [add, { isLoading }] = useAddFavouriteMutation()
  const dispatch = useAppDispatch()

  useEffect(() => {
    if (!product) return
    const timer = setTimeout(onGone, SHOWN_MS)
    return () => clearTimeout(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the time runs from the removal; a new callback does not prolong it
  }, [product])

  const handleUndo = async () => {
    if (!product) return
    const { error } = await add(product.id)
    if (error) dispatch(toastShown(texts.undoFailed, 'failed'))
    else onGone()
  }

  return (
    <View className={styles.removedLayer} {...aria({ role: 'status', live: 'polite' })}>
      {product && (
        <View className={styles.removed}>
          <View className={styles.removedText}>{texts.removed(product.name)}</View>
          <Button kind="text" size="small" className={styles.undo} loading={isLoading} onTap={() => void handleUndo()}>
            {texts.undo}
          </Button>
        </View>
      )}
    </View>
  )
}

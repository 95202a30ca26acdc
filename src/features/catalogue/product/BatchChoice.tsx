import { View } from '@tarojs/components'
import type { Batch } from '@contract/catalogue'
import { aria } from '@/components/aria'
import { Heading } from '@/components/Heading'
import { useArrowKeys } from '@/components/useArrowKeys'
import { texts } from '../texts'
import { inOrderOfChoice, isSellable } from './batchChoice'
import { BatchOption } from './BatchOption'
import { DeliveryLine } from './DeliveryLine'
import styles from './Product.module.scss'

interface BatchChoiceProps {
  batches: readonly Batch[]
  chosenId: string | undefined
  onChoose: (id: string) => void
}

/** Cheap and soon, or dearer and later: the shopper's choice, with what there is to know about each. */
export function BatchChoice({ batches, chosenId, onChoose }: BatchChoiceProps) {
  const ordered = inOrderOfChoice(batches)
  const sellable = ordered.filter(isSellable).map(({ id }) => id)
  const keys = useArrowKeys(sellable, chosenId, onChoose)
  return (
    <View className={styles.block}>
      <View className={styles.blockHead}>
        <Heading level={2} className={styles.title}>
          {texts.product.chooseBatch}
        </Heading>
        <View className={styles.hint}>{texts.product.batchHint}</View>
      </View>
      <View className={styles.batches} {...keys} {...aria({ role: 'radiogroup', label: texts.product.chooseBatch })}>
        {ordered.map((batch) => (
          <BatchOption key={batch.id} batch={batch} isChosen={batch.id === chosenId} onChoose={onChoose} />
        ))}
      </View>
      <DeliveryLine />
    </View>
  )
}

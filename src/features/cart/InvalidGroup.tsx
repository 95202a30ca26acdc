import { View } from '@tarojs/components'
import type { CartLine } from '@contract/cart'
import { formatPrice } from '@domain/money'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { bestBefore, todayOf } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { ProductImage } from '@/components/ProductImage'
import { Tappable } from '@/components/Tappable'
import styles from './Cart.module.scss'
import { nameOf, reasonOf } from './changeText'
import { texts } from './texts'

interface InvalidGroupProps {
  lines: CartLine[]
  onRemove: (lines: CartLine[]) => void
  onReplace: (line: CartLine) => void
}

/** What cannot be bought any more, apart, with the reason and with what there is instead. */
export function InvalidGroup({ lines, onRemove, onReplace }: InvalidGroupProps) {
  return (
    <View>
      <View className={styles.groupHead}>
        <Heading level={2} className={styles.groupTitle}>
          {texts.invalid}
        </Heading>
        <Button kind="text" size="small" label={texts.clearLabel} onTap={() => onRemove(lines)}>
          {texts.clear}
        </Button>
      </View>
      <View className={styles.group} {...aria({ role: 'list', label: texts.invalid })}>
        {lines.map((line) => (
          <InvalidRow key={line.batchId} line={line} onRemove={onRemove} onReplace={onReplace} />
        ))}
      </View>
    </View>
  )
}

function InvalidRow({ line, onRemove, onReplace }: Omit<InvalidGroupProps, 'lines'> & { line: CartLine }) {
  const { product, quantity, replacement } = line
  const name = nameOf(line)
  return (
    <View className={styles.row} {...aria({ role: 'listitem' })}>
      <View className={styles.gonePicture}>{product && <ProductImage picture={product.picture} width={76} decorative />}</View>
      <View className={styles.body}>
        <View className={styles.head}>
          <View className={styles.goneName}>{name}</View>
          <Tappable className={styles.remove} label={texts.remove(name)} onTap={() => onRemove([line])}>
            <Icon name="trash-2" />
          </Tappable>
        </View>
        <View className={styles.date}>{[reasonOf(line), texts.units(quantity)].join(' · ')}</View>
        {replacement && (
          <Button kind="soft" size="small" className={styles.replace} onTap={() => onReplace(line)}>
            {texts.otherBatch(bestBefore(replacement.expiresOn, todayOf(replacement)), formatPrice(replacement.priceCents))}
          </Button>
        )}
      </View>
    </View>
  )
}

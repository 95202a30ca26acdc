import { View } from '@tarojs/components'
import type { OrderCounts, OrderGroup } from '@contract/orders'
import { Chip, ChipRow } from '@/components/Chip'
import { useOrderCountsQuery } from './orderCountsApi'
import styles from './Orders.module.scss'
import { texts } from './texts'

const GROUPS: readonly OrderGroup[] = ['unpaid', 'toShip', 'toReceive', 'done', 'refund', 'cancelled']

interface OrderTabsProps {
  group: OrderGroup | null
  onChoose: (group: OrderGroup | null) => void
}

export function OrderTabs({ group, onChoose }: OrderTabsProps) {
  const { currentData: counts } = useOrderCountsQuery()
  return (
    <View className={styles.tabs}>
      <ChipRow label={texts.groups}>
        <Chip isOn={group === null} onTap={() => onChoose(null)}>
          {texts.all}
        </Chip>
        {GROUPS.map((one) => {
          const count = countOf(one, counts)
          const name = texts.group[one]
          return (
            <Chip key={one} isOn={group === one} label={count > 0 ? texts.groupCount(name, count) : name} onTap={() => onChoose(one)}>
              {count > 0 ? `${name} ${count}` : name}
            </Chip>
          )
        })}
      </ChipRow>
    </View>
  )
}

function countOf(group: OrderGroup, counts: OrderCounts | undefined): number {
  return counts && group !== 'done' && group !== 'cancelled' ? counts[group] : 0
}

/** The group that an address names; it may be typed, or of an older app. */
export function groupOf(value: string | undefined): OrderGroup | null {
  return GROUPS.find((group) => group === value) ?? null
}

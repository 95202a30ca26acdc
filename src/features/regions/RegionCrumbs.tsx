import { View } from '@tarojs/components'
import type { Region } from '@contract/addresses'
import { aria } from '@/components/aria'
import { Tappable } from '@/components/Tappable'
import { labelOf } from './regionPath'
import { promptOf, texts } from './texts'
import styles from './RegionSteps.module.scss'

interface RegionCrumbsProps {
  path: readonly Region[]
  /** Goes back to the choice at this depth: 0 is the province. */
  onBack: (depth: number) => void
}

/** What is chosen so far, each a way back, and what to choose next. */
export function RegionCrumbs({ path, onBack }: RegionCrumbsProps) {
  const crumbs = path.map((region, depth) => ({ label: labelOf(region), depth })).filter(({ label }, i, all) => label !== all[i - 1]?.label)
  return (
    <View className={styles.crumbs}>
      {crumbs.map(({ label, depth }) => (
        <Tappable key={depth} className={styles.crumb} label={texts.back(label)} onTap={() => onBack(depth)}>
          {label}
        </Tappable>
      ))}
      <View className={styles.prompt} {...aria({ role: 'status', live: 'polite' })}>
        {promptOf(path.length)}
      </View>
    </View>
  )
}

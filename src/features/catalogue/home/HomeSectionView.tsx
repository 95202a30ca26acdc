import { View } from '@tarojs/components'
import type { HomeSection, ProductSort } from '@contract/catalogue'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { RouteLink } from '@/features/shell/RouteLink'
import { paramsOf } from '../productFilter'
import { ProductGrid } from '../ProductGrid'
import { texts } from '../texts'
import styles from './Home.module.scss'

/** Few enough that the first screen of the mini-program stays far from its limits. */
const SHOWN = 4

const SORTS: Record<HomeSection['kind'], ProductSort> = { lastDays: 'remainingDays', discount: 'discount', newest: 'newest' }

export function HomeSectionView({ section, isFirst }: { section: HomeSection; isFirst: boolean }) {
  const title = texts.home.sections[section.kind]
  const isNear = section.kind === 'lastDays'
  // What is first to expire is the near-expiry section's, and its heading the way there.
  const filter = { sort: SORTS[section.kind], ...(isNear && { nearExpiry: true as const }) }
  if (section.items.length === 0) return null
  return (
    <View className={styles.section}>
      <View className={styles.sectionHead}>
        <Heading level={2} className={styles.sectionTitle}>
          {title}
        </Heading>
        <View className={styles.sectionHint}>{texts.home.sectionHints[section.kind]}</View>
        <RouteLink className={styles.more} to={{ page: 'list', params: paramsOf(filter) }} label={isNear ? undefined : texts.allOf(title)}>
          {isNear ? texts.nearZone : texts.all}
          <Icon name="chevron-right" />
        </RouteLink>
      </View>
      <ProductGrid products={section.items.slice(0, SHOWN)} label={title} eagerCount={isFirst ? 2 : 0} />
    </View>
  )
}

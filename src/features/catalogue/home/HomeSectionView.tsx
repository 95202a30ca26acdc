import { View } from '@tarojs/components'
import type { HomeSection, ProductSort } from '@contract/catalogue'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { RouteLink } from '@/features/shell/RouteLink'
import { ProductGrid } from '../ProductGrid'
import { texts } from '../texts'
import styles from './Home.module.scss'

/** Few enough that the first screen of the mini-program stays far from its limits. */
const SHOWN = 4

const SORTS: Record<HomeSection['kind'], ProductSort> = { lastDays: 'remainingDays', discount: 'discount', newest: 'newest' }

export function HomeSectionView({ section, isFirst }: { section: HomeSection; isFirst: boolean }) {
  const title = texts.home.sections[section.kind]
  if (section.items.length === 0) return null
  return (
    <View className={styles.section}>
      <View className={styles.sectionHead}>
        <Heading level={2} className={styles.sectionTitle}>
          {title}
        </Heading>
        <View className={styles.sectionHint}>{texts.home.sectionHints[section.kind]}</View>
        <RouteLink className={styles.more} to={{ page: 'list', params: { sort: SORTS[section.kind] } }} label={texts.allOf(title)}>
          {texts.all}
          <Icon name="chevron-right" />
        </RouteLink>
      </View>
      <ProductGrid products={section.items.slice(0, SHOWN)} label={title} eagerCount={isFirst ? 2 : 0} />
    </View>
  )
}

import { View } from '@tarojs/components'
import { SearchEntry } from '@/components/SearchEntry'
import { RefreshButton } from '@/features/shell/RefreshButton'
import { hrefOf, open } from '@/features/shell/navigation'
import { texts } from '../texts'
import styles from './Home.module.scss'
import { HomeBrand } from './HomeBrand'

interface HomeHeaderProps {
  isRefreshing: boolean
  onRefresh: () => void
}

export function HomeHeader({ isRefreshing, onRefresh }: HomeHeaderProps) {
  return (
    <View className={styles.header}>
      <View className={styles.brand}>
        <HomeBrand />
        <RefreshButton label={texts.refresh} isBusy={isRefreshing} onTap={onRefresh} />
      </View>
      <SearchEntry
        className={styles.search}
        text={texts.home.searchEntry}
        label={texts.home.searchEntry}
        href={hrefOf({ page: 'search' })}
        onTap={() => void open({ page: 'search' })}
      />
    </View>
  )
}

import { View } from '@tarojs/components'
import type { Home } from '@contract/catalogue'
import listArt from '@/assets/empty/list.png'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useRefresh } from '@/features/shell/useRefresh'
import { FRESH_FOR_SECONDS, useHomeQuery } from '../catalogueApi'
import { texts } from '../texts'
import { CategoryTiles } from './CategoryTiles'
import { HomeHeader } from './HomeHeader'
import { HomeSectionView } from './HomeSectionView'
import { HomeSkeleton } from './HomeSkeleton'
import { LastDaysHero } from './LastDaysHero'

/** The first screen: one request, one drawing. */
export function HomeView() {
  const query = useHomeQuery(undefined, { refetchOnMountOrArgChange: FRESH_FOR_SECONDS })
  const { isRefreshing, refresh } = useRefresh(query.refetch, texts.refreshFailed)
  const home = query.data
  return (
    <>
      <HomeHeader isRefreshing={isRefreshing} onRefresh={() => void refresh()} />
      <StateView
        status={viewStatus(query, isBare(home))}
        skeleton={<HomeSkeleton />}
        empty={{ art: listArt, title: texts.home.empty, text: texts.home.emptyHint, action: { label: texts.refresh, onTap: () => void refresh() } }}
        onRetry={query.refetch}
      >
        {home && (
          <View>
            <CategoryTiles categories={home.categories} />
            <LastDaysHero lastDays={home.lastDays} />
            {home.sections.map((section, index) => (
              <HomeSectionView key={section.kind} section={section} isFirst={index === 0} />
            ))}
          </View>
        )}
      </StateView>
    </>
  )
}

function isBare(home: Home | undefined): boolean {
  return home?.sections.every(({ items }) => items.length === 0) ?? false
}

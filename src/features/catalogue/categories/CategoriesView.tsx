import { useState } from 'react'
import { View } from '@tarojs/components'
import listArt from '@/assets/empty/list.png'
import { Skeleton } from '@/components/Skeleton'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { scrollToTop } from '@/features/shell/scrollToTop'
import { useCategoriesQuery } from '../catalogueApi'
import { GridSkeleton } from '../GridSkeleton'
import { texts } from '../texts'
import styles from './Categories.module.scss'
import { CategoryPanel } from './CategoryPanel'
import { CategoryRail } from './CategoryRail'

export function CategoriesView() {
  const query = useCategoriesQuery()
  const categories = query.data?.items ?? []
  const [chosenId, setChosenId] = useState<string>()
  const chosen = categories.find(({ id }) => id === chosenId) ?? categories[0]
  const choose = (id: string) => {
    setChosenId(id)
    scrollToTop()
  }
  return (
    <StateView
      status={viewStatus(query, categories.length === 0)}
      skeleton={<CategoriesSkeleton />}
      empty={{ art: listArt, title: texts.categories.empty, text: texts.home.emptyHint }}
      onRetry={query.refetch}
    >
      {chosen && (
        <View className={styles.split}>
          <CategoryRail categories={categories} chosenId={chosen.id} onChoose={choose} />
          <CategoryPanel key={chosen.id} category={chosen} />
        </View>
      )}
    </StateView>
  )
}

function CategoriesSkeleton() {
  return (
    <View className={styles.split} aria-hidden="true">
      <View className={styles.rail}>
        {Array.from({ length: 8 }, (_, index) => (
          <View key={index} className={styles.stop}>
            <Skeleton width="44px" height="44px" />
          </View>
        ))}
      </View>
      <View className={styles.panel}>
        <View className={styles.head}>
          <Skeleton width="40%" height="20px" />
        </View>
        <GridSkeleton count={5} layout="row" />
      </View>
    </View>
  )
}

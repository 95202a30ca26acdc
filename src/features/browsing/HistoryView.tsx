import { useState } from 'react'
import { View } from '@tarojs/components'
import { SUMMARY_LIMIT } from '@contract/limits'
import emptyArt from '@/assets/empty/search.png'
import { Button } from '@/components/Button'
import { FootUndoBar } from '@/components/FootUndoBar'
import { monthDay } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { GridSkeleton } from '@/features/catalogue/GridSkeleton'
import { ProductGrid } from '@/features/catalogue/ProductGrid'
import { open } from '@/features/shell/navigation'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { useSummariesQuery } from './browsingApi'
import { selectViews, viewsCleared, viewsRestored, type ViewedProduct } from './browsingSlice'
import styles from './History.module.scss'
import { texts } from './texts'
import { viewDays } from './viewDays'

const EMPTY = { art: emptyArt, title: texts.empty, text: texts.emptyHint, action: { label: texts.browse, onTap: () => void open({ page: 'home' }) } }

/** What was looked at on this phone, day by day, with today's prices. */
export function HistoryView() {
  const dispatch = useAppDispatch()
  const views = useAppSelector(selectViews)
  const [cleared, setCleared] = useState<ViewedProduct[] | null>(null)
  // Sorted: to look at one of them again asks for nothing new.
  const query = useSummariesQuery(views.map(({ productId }) => productId).sort(), { skip: views.length === 0 })
  const days = viewDays(views, query.data ?? {})
  const latest = days[0]?.on ?? ''

  const clear = () => {
    setCleared(views)
    dispatch(viewsCleared())
  }
  const undo = () => {
    dispatch(viewsRestored(cleared ?? []))
    setCleared(null)
  }
  return (
    <View className={styles.view}>
      <StateView
        status={views.length === 0 ? 'empty' : viewStatus(query, days.length === 0)}
        skeleton={<GridSkeleton layout="row" count={5} />}
        failure={texts.failed}
        empty={EMPTY}
        onRetry={() => void query.refetch()}
      >
        <View className={styles.top}>
          <View className={styles.note}>{texts.note(SUMMARY_LIMIT)}</View>
          <Button kind="text" size="small" onTap={clear}>
            {texts.clear}
          </Button>
        </View>
        {days.map(({ on, products }, index) => (
          <View key={on} className={styles.day}>
            <Heading level={2} className={styles.title}>
              {monthDay(on, latest)}
            </Heading>
            <ProductGrid layout="row" label={monthDay(on, latest)} products={products} eagerCount={index === 0 ? 5 : 0} />
          </View>
        ))}
      </StateView>
      <FootUndoBar removed={cleared} text={texts.cleared} undo={texts.undo} onUndo={undo} onGone={() => setCleared(null)} />
    </View>
  )
}

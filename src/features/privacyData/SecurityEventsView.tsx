import { View } from '@tarojs/components'
import type { SecurityEvent } from '@contract/privacy'
import emptyArt from '@/assets/empty/list.png'
import { Cell, CellGroup } from '@/components/Cell'
import { LoadMore } from '@/components/LoadMore'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { useEndless } from '@/features/shell/useEndless'
import { formatInstant, formatPlace } from './formatInstant'
import { MyDataSkeleton } from './MyData'
import { useSecurityEventsInfiniteQuery } from './privacyDataApi'
import { texts } from './texts'
import styles from './PrivacyData.module.scss'

/** What happened to the account, newest first. */
export function SecurityEventsView() {
  const query = useSecurityEventsInfiniteQuery(undefined, { refetchOnMountOrArgChange: true })
  const { currentData, isFetching, error, refetch } = query
  const events = (currentData?.pages ?? []).flatMap(({ items }) => items)
  const { more, loadMore } = useEndless(query)
  return (
    <View className={styles.list}>
      <StateView
        status={viewStatus({ data: currentData, error, isFetching }, events.length === 0)}
        skeleton={<MyDataSkeleton />}
        empty={{ art: emptyArt, title: texts.eventsEmpty }}
        onRetry={() => void refetch()}
      >
        <CellGroup>
          {events.map((event) => (
            <EventCell key={event.id} event={event} />
          ))}
        </CellGroup>
        <LoadMore status={more} endText={texts.eventsEnd} onMore={loadMore} />
      </StateView>
    </View>
  )
}

function EventCell({ event }: { event: SecurityEvent }) {
  const { at, kind, result, way, client, place } = event
  const name = texts.eventKinds[kind] ?? texts.otherEvent
  return (
    <Cell
      title={way === null ? name : `${name} · ${texts.ways[way]}`}
      note={[formatInstant(at), texts.channels[client] ?? client, texts.network(formatPlace(place))].join(' · ')}
      value={result === 'ok' ? undefined : <View className={styles.failed}>{texts.failed}</View>}
    />
  )
}

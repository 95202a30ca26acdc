import { useDidShow } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { CellGroup } from '@/components/Cell'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { SignInNotice } from '@/features/notices/SignInNotice'
import { useNotices } from '@/features/notices/useNotices'
import { useAppDispatch } from '@/store/hooks'
import { EndSheet } from './EndSheet'
import { SessionCell } from './SessionCell'
import { sessionsApi, useSessionsQuery } from './sessionsApi'
import { SessionsSkeleton } from './SessionsSkeleton'
import { todayOf } from './sessionWords'
import { texts } from './texts'
import { useEnding } from './useEnding'
import styles from './Sessions.module.scss'

/** Where the shopper is signed in: this device, the others, and the ways to end them. */
export function SessionsView() {
  const dispatch = useAppDispatch()
  const { currentData, isFetching, error, refetch } = useSessionsQuery(undefined, { refetchOnMountOrArgChange: true })
  const { signIns, dismiss } = useNotices()
  const dismissSignIns = () => dismiss(signIns)
  const { ending, ask, cancel, confirm, isBusy } = useEnding(dismissSignIns)
  // By tag: `refetch` throws where the page is shown before the query has begun, as in the mini-program.
  useDidShow(() => {
    if (!isFetching) dispatch(sessionsApi.util.invalidateTags(['Sessions']))
  })

  const sessions = currentData ?? []
  const current = sessions.find(({ isCurrent }) => isCurrent)
  const others = sessions.filter(({ isCurrent }) => !isCurrent)
  const today = todayOf(sessions)
  return (
    <View className={styles.view}>
      <SignInNotice notices={signIns} action={{ label: texts.endAll, onTap: () => ask('others') }} onDismiss={dismissSignIns} />
      <StateView status={viewStatus({ data: currentData, error, isFetching })} skeleton={<SessionsSkeleton />} failure={texts.failed} onRetry={() => void refetch()}>
        <CellGroup title={texts.here}>{current && <SessionCell session={current} today={today} />}</CellGroup>
        {others.length > 0 && (
          <CellGroup title={texts.others}>
            {others.map((session) => (
              <SessionCell key={session.id} session={session} today={today} isBusy={isBusy} onEnd={ask} />
            ))}
          </CellGroup>
        )}
        <View className={styles.foot}>
          {others.length > 1 && (
            <Button kind="soft" block loading={isBusy} onTap={() => ask('others')}>
              {texts.endAll}
            </Button>
          )}
          <View className={styles.footnote}>
            {others.length === 0 ? `${texts.alone}。` : ''}
            {texts.footnote}
          </View>
        </View>
      </StateView>
      <EndSheet {...ending} otherCount={others.length} onConfirm={confirm} onClose={cancel} />
    </View>
  )
}

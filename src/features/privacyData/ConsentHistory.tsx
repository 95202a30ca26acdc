import { useState } from 'react'
import { View } from '@tarojs/components'
import type { ConsentRecord } from '@contract/privacy'
import { Button } from '@/components/Button'
import { Cell, CellGroup } from '@/components/Cell'
import { StateView } from '@/components/StateView'
import { viewStatus } from '@/components/viewStatus'
import { formatInstant } from './formatInstant'
import { useConsentsQuery } from './privacyDataApi'
import { texts } from './texts'
import styles from './PrivacyData.module.scss'

const SHOWN_AT_FIRST = 3

/** Every consent from when it was given to when it was taken back, newest first. */
export function ConsentHistory() {
  const query = useConsentsQuery(undefined, { refetchOnMountOrArgChange: true })
  const [isWhole, setWhole] = useState(false)
  const records = query.currentData ?? []
  const shown = isWhole ? records : records.slice(0, SHOWN_AT_FIRST)
  return (
    <CellGroup title={texts.history}>
      <StateView
        compact
        status={viewStatus({ ...query, data: query.currentData }, records.length === 0)}
        empty={{ title: texts.historyEmpty }}
        onRetry={() => void query.refetch()}
      >
        {shown.map((record) => (
          <Cell key={record.id} title={`${texts.purposes[record.purpose] ?? texts.otherPurpose} ${record.version}`} note={describe(record)} />
        ))}
        {records.length > shown.length && (
          <View className={styles.more}>
            <Button kind="text" onTap={() => setWhole(true)}>
              {texts.historyAll(records.length)}
            </Button>
          </View>
        )}
      </StateView>
    </CellGroup>
  )
}

function describe({ givenAt, channel, withdrawnAt, withdrawnChannel }: ConsentRecord): string {
  const given = texts.given(formatInstant(givenAt), channelText(channel))
  return withdrawnAt === null ? given : `${given}；${texts.takenBack(formatInstant(withdrawnAt), channelText(withdrawnChannel ?? channel))}`
}

function channelText(channel: string): string {
  return texts.channels[channel] ?? channel
}

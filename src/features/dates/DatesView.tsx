import { View } from '@tarojs/components'
import type { DatedLine } from '@contract/dates'
import emptyArt from '@/assets/empty/calendar.png'
import { aria } from '@/components/aria'
import { FootUndoBar } from '@/components/FootUndoBar'
import { Heading } from '@/components/Heading'
import { LoadMore } from '@/components/LoadMore'
import { StateView } from '@/components/StateView'
import { open } from '@/features/shell/navigation'
import { DateCard } from './DateCard'
import styles from './Dates.module.scss'
import { DatesSkeleton } from './DatesSkeleton'
import { texts } from './texts'
import { useDateList } from './useDateList'
import { useTaken } from './useTaken'

const EMPTY = { art: emptyArt, title: texts.empty, text: texts.emptyHint, action: { label: texts.browse, onTap: () => void open({ page: 'home' }) } }

/** What the shopper has at home, by how long it is still good; what is past its date stands apart. */
export function DatesView() {
  const { lines, messageTemplateId, status, more, loadMore, refetch } = useDateList()
  const taken = useTaken()
  const isExpired = ({ freshness }: DatedLine) => freshness === 'expired'
  return (
    <>
      <StateView status={status} skeleton={<DatesSkeleton />} failure={texts.failed} empty={EMPTY} onRetry={refetch}>
        <View className={styles.view}>
          <DateGroup title={texts.good} lines={lines.filter((line) => !isExpired(line))} messageTemplateId={messageTemplateId} onTake={taken.take} />
          <DateGroup title={texts.expired} hint={texts.expiredHint} lines={lines.filter(isExpired)} messageTemplateId={messageTemplateId} onTake={taken.take} />
          <LoadMore status={more} endText={texts.end(lines.length)} onMore={loadMore} />
        </View>
      </StateView>
      <FootUndoBar
        removed={taken.line}
        text={taken.line ? texts.taken(taken.line.name) : ''}
        undo={texts.undo}
        isBusy={taken.isComingBack}
        onUndo={() => void taken.undo()}
        onGone={taken.forget}
      />
    </>
  )
}

interface DateGroupProps {
  title: string
  hint?: string
  lines: readonly DatedLine[]
  messageTemplateId: string | null
  onTake: (line: DatedLine) => Promise<void>
}

function DateGroup({ title, hint, lines, messageTemplateId, onTake }: DateGroupProps) {
  if (lines.length === 0) return null
  return (
    <View className={styles.group}>
      <Heading level={2} className={styles.title}>
        {title}
      </Heading>
      {hint && <View className={styles.hint}>{hint}</View>}
      <View {...aria({ role: 'list', label: title })}>
        {lines.map((line) => (
          <View key={`${line.orderNumber} ${line.batchId}`} {...aria({ role: 'listitem' })}>
            <DateCard line={line} messageTemplateId={messageTemplateId} onTake={onTake} />
          </View>
        ))}
      </View>
    </View>
  )
}

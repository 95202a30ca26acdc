import { Cell, CellGroup } from '@/components/Cell'
import { Skeleton } from '@/components/Skeleton'
import { RouteCell } from '@/features/shell/RouteCell'
import { ConsentHistory } from './ConsentHistory'
import { texts } from './texts'
import styles from './PrivacyData.module.scss'

interface MyDataProps {
  onExport: () => void
  onDelete: () => void
}

/** What a member can do with what is kept about him. */
export function MyData({ onExport, onDelete }: MyDataProps) {
  return (
    <>
      <CellGroup title={texts.data}>
        <Cell icon="copy" title={texts.export} note={texts.exportNote} onTap={onExport} />
        <RouteCell icon="history" to={{ page: 'securityEvents' }} title={texts.events} note={texts.eventsNote} />
        <Cell icon="trash-2" title={texts.deletion} note={texts.deletionNote} danger onTap={onDelete} />
      </CellGroup>
      <ConsentHistory />
    </>
  )
}

export function MyDataSkeleton() {
  return (
    <CellGroup title={texts.data}>
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className={styles.bone} width="60%" height="20px" />
      ))}
    </CellGroup>
  )
}

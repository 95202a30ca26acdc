import { CellGroup } from '@/components/Cell'
import { RouteCell } from '@/features/shell/RouteCell'
import { useMergesQuery } from './mergesApi'
import { momentText, monthDayOf } from '@/components/formatDate'
import { texts } from './texts'

/** The way to join another account, and to part those that were joined. It is no harm if the list does not come: the way stays. */
export function MergeCells() {
  const { currentData } = useMergesQuery(undefined, { refetchOnMountOrArgChange: true })
  const undoable = (currentData?.items ?? []).filter(({ undoUntil }) => undoUntil !== null)
  return (
    <CellGroup title={texts.cellsTitle}>
      {undoable.map(({ id, joinedAt, undoUntil }) => (
        <RouteCell key={id} icon="history" to={{ page: 'merge', params: { id } }} title={texts.joinedOn(monthDayOf(joinedAt ?? ''))} note={texts.undoUntil(momentText(undoUntil ?? ''))} />
      ))}
      <RouteCell icon="user-round" to={{ page: 'merge' }} title={texts.cell} note={currentData?.hasUnionConflict ? texts.cellConflict : texts.cellNote} />
    </CellGroup>
  )
}

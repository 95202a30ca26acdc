import { Cell, CellGroup } from '@/components/Cell'
import { Switch } from '@/components/Switch'
import { selectMayTrack, trackingChosen } from '@/features/consent/trackingSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { texts } from './texts'

/** Off until it is switched on, and as easily off again. */
export function TrackingSettings() {
  const isOn = useAppSelector(selectMayTrack)
  const dispatch = useAppDispatch()
  return (
    <CellGroup title={texts.data}>
      <Cell
        icon="eye"
        title={texts.tracking}
        note={texts.trackingNote}
        value={<Switch isOn={isOn} label={texts.tracking} onChange={(isChosen) => dispatch(trackingChosen(isChosen))} />}
      />
    </CellGroup>
  )
}

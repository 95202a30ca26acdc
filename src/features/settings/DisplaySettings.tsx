import { Cell, CellGroup } from '@/components/Cell'
import { Switch } from '@/components/Switch'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { selectTextSize, textSizeChosen } from './settingsSlice'
import { texts } from './texts'

export function DisplaySettings() {
  const isLarge = useAppSelector(selectTextSize) === 'large'
  const dispatch = useAppDispatch()
  return (
    <CellGroup title={texts.display}>
      <Cell
        icon="type"
        title={texts.largeText}
        note={texts.largeTextNote}
        value={<Switch isOn={isLarge} label={texts.largeText} onChange={(isOn) => dispatch(textSizeChosen(isOn ? 'large' : 'normal'))} />}
      />
      <Cell icon="moon" title={texts.darkMode} value={texts.followsSystem} />
    </CellGroup>
  )
}

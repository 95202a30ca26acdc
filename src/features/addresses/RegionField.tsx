import { useState } from 'react'
import { regionName, type RegionChoice } from '@domain/regionName'
import { PickerField } from '@/components/PickerField'
import { RegionPicker } from '@/features/regions/RegionPicker'
import { texts } from './texts'

interface RegionFieldProps {
  value: RegionChoice | null
  error?: string
  onChange: (choice: RegionChoice) => void
}

export function RegionField({ value, error, onChange }: RegionFieldProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <PickerField
        label={texts.region}
        value={value ? regionName(value.names) : ''}
        placeholder={texts.regionHint}
        error={error}
        isOpen={isOpen}
        onOpen={() => setOpen(true)}
      />
      <RegionPicker isOpen={isOpen} value={value} onChoose={onChange} onClose={() => setOpen(false)} />
    </>
  )
}

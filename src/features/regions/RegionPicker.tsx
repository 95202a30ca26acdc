import type { RegionChoice } from '@domain/regionName'
import { Sheet } from '@/components/Sheet'
import { RegionSteps } from './RegionSteps'
import { texts } from './texts'

interface RegionPickerProps {
  isOpen: boolean
  value: RegionChoice | null
  onChoose: (choice: RegionChoice) => void
  onClose: () => void
}

/** Province, city, district, one list after the other: the same on both builds, from the server's table. */
export function RegionPicker({ isOpen, value, onChoose, onClose }: RegionPickerProps) {
  const handleChoose = (choice: RegionChoice) => {
    onChoose(choice)
    onClose()
  }
  return (
    <Sheet isOpen={isOpen} title={texts.title} onClose={onClose}>
      {isOpen && <RegionSteps value={value} onChoose={handleChoose} />}
    </Sheet>
  )
}

import type { AddressDraft } from './addressDraft'

export interface ImportProps {
  onImport: (part: Partial<AddressDraft>) => void
}

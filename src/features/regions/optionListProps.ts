export interface OptionListProps {
  label: string
  options: readonly { id: string; label: string }[]
  chosen?: string
  onChoose: (id: string) => void
}

export interface SearchBarProps {
  value: string
  label: string
  placeholder: string
  autoFocus?: boolean
  maxLength?: number
  onChange: (value: string) => void
  onSearch: (value: string) => void
}

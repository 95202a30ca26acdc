export interface RefreshButtonProps {
  label: string
  isBusy: boolean
  onTap: () => void
}

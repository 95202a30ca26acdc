export interface NicknameFormProps {
  initial: string
  isSaving: boolean
  /** What the server said to the last attempt. */
  error: string | null
  onSave: (nickname: string) => void
}

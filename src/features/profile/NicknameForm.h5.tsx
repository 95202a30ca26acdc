import { useState, type FormEvent } from 'react'
import { NICKNAME_MAX_LENGTH } from '@contract/limits'
import { Button } from '@/components/Button'
import { TextField } from '@/components/TextField'
import type { NicknameFormProps } from './nicknameFormProps'
import { texts } from './texts'
import styles from './Profile.module.scss'

/** The name on H5. */
export function NicknameForm({ initial, isSaving, error, onSave }: NicknameFormProps) {
  const [nickname, setNickname] = useState(initial)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSaving) onSave(nickname)
  }
  return (
    <form className={styles.card} onSubmit={handleSubmit}>
      <div className={styles.name}>
        <TextField
          label={texts.nickname}
          value={nickname}
          placeholder={texts.nicknamePlaceholder}
          maxLength={NICKNAME_MAX_LENGTH}
          error={error}
          hint={texts.nicknameHint}
          disabled={isSaving}
          onChange={setNickname}
        />
      </div>
      <Button block size="large" formType="submit" loading={isSaving}>
        {texts.save}
      </Button>
    </form>
  )
}

import { useState } from 'react'
import { View } from '@tarojs/components'
import { errorText } from '@/features/errors/errorText'
import { toastShown } from '@/features/shell/toastSlice'
import { selectMe } from '@/features/user/userSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { AvatarSection } from './AvatarSection'
import { NicknameForm } from './NicknameForm'
import { saveNickname } from './profileThunks'
import { texts } from './texts'
import styles from './Profile.module.scss'

/** Face and name, both as one likes. Each is saved by itself: a picture that fails keeps no name back. */
export function ProfileForm() {
  const me = useAppSelector(selectMe)
  const dispatch = useAppDispatch()
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const save = async (nickname: string) => {
    setSaving(true)
    setError(null)
    const result = await dispatch(saveNickname(nickname))
    setSaving(false)
    if (saveNickname.fulfilled.match(result)) dispatch(toastShown(texts.saved, 'done'))
    else setError(errorText(result.payload ?? { kind: 'aborted', retryable: false }))
  }

  return (
    <View className={styles.view}>
      <AvatarSection address={me?.avatarUrl ?? null} />
      <NicknameForm initial={me?.nickname ?? ''} isSaving={isSaving} error={error} onSave={(nickname) => void save(nickname)} />
      <View className={styles.note}>{texts.optional}</View>
    </View>
  )
}

import { useRef, type ChangeEvent } from 'react'
import { Button } from '@/components/Button'
import { shrinkPicture } from '@/platform/shrinkPicture.h5'
import type { AvatarPickerProps } from './avatarPickerProps'
import { texts } from './texts'
import styles from './Profile.module.scss'

/** The same on H5: the browser's own choice of a file. */
export function AvatarPicker({ children, disabled, onPick }: AvatarPickerProps) {
  const input = useRef<HTMLInputElement>(null)

  const handleChange = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (!file) return
    // So that the same file can be picked again after a failure.
    target.value = ''
    const blob = await shrinkPicture(file)
    onPick({ path: URL.createObjectURL(blob), blob })
  }

  return (
    <>
      <input ref={input} type="file" accept="image/*" className={styles.file} aria-label={texts.avatar} onChange={(event) => void handleChange(event)} />
      <Button kind="soft" disabled={disabled} onTap={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}

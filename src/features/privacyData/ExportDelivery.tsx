import { useEffect, useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { toastShown } from '@/features/shell/toastSlice'
import { canSendFile, copyText, removeTextFile, sendFile, writeTextFile } from '@/platform/textFile'
import { useAppDispatch } from '@/store/hooks'
import type { ExportDeliveryProps } from './exportDeliveryProps'
import { texts } from './texts'
import styles from './PrivacyData.module.scss'

/**
 * Mini-program: into a chat, or onto the clipboard; it can neither save nor open such a file. Written before the tap, because
 * WeChat sends a file only right after one, and deleted with this view.
 */
export function ExportDelivery({ name, text }: ExportDeliveryProps) {
  const dispatch = useAppDispatch()
  const [path, setPath] = useState<string | null>(null)
  useEffect(() => {
    void writeTextFile(text).then(setPath, () => setPath(null))
    return () => void removeTextFile()
  }, [text])

  const tell = (isDone: boolean) => {
    if (!isDone) dispatch(toastShown(texts.deliveryFailed, 'failed'))
  }
  return (
    <>
      {path !== null && canSendFile() && (
        <>
          <View className={styles.text}>{texts.sendHint}</View>
          <Button block size="large" onTap={() => void sendFile(path, name).then(tell)}>
            {texts.sendToChat}
          </Button>
        </>
      )}
      <Button kind="soft" block onTap={() => void copyText(text).then(tell)}>
        {texts.copyAll}
      </Button>
    </>
  )
}

import { useState } from 'react'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch } from '@/store/hooks'
import { chooseFromWechat } from './chooseFromWechat'
import type { ImportProps } from './importProps'
import { texts } from './texts'
import styles from './AddressForm.module.scss'

/** Fills the form from WeChat's own address list (mini-program). The shopper checks it and saves. */
export function ImportFromWechat({ onImport }: ImportProps) {
  const [isBusy, setBusy] = useState(false)
  const dispatch = useAppDispatch()

  const handleTap = async () => {
    setBusy(true)
    const result = await dispatch(chooseFromWechat())
    setBusy(false)
    if (result.status === 'refused') dispatch(toastShown(texts.importRefused))
    if (result.status === 'failed') dispatch(toastShown(texts.importFailed, 'failed'))
    if (result.status === 'chosen') onImport(result.draft)
  }
  return (
    <Button block kind="soft" className={styles.import} loading={isBusy} onTap={() => void handleTap()}>
      <Icon name="message-circle" />
      {texts.importFromWechat}
    </Button>
  )
}

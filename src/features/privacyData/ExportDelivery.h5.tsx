import { Button } from '@/components/Button'
import { toastShown } from '@/features/shell/toastSlice'
import { download } from '@/platform/download'
import { useAppDispatch } from '@/store/hooks'
import type { ExportDeliveryProps } from './exportDeliveryProps'
import { texts } from './texts'

/** In a browser the file is a download. */
export function ExportDelivery({ name, text }: ExportDeliveryProps) {
  const dispatch = useAppDispatch()
  const handleDownload = () => {
    download(name, text)
    dispatch(toastShown(texts.downloaded, 'done'))
  }
  return (
    <Button block size="large" onTap={handleDownload}>
      {texts.download}
    </Button>
  )
}

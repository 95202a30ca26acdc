import { toastShown } from '@/features/shell/toastSlice'
import { showPictures } from '@/platform/showPictures'
import { useAppDispatch } from '@/store/hooks'
import type { LargePhotosProps } from './largePhotosProps'
import { texts } from './texts'

/** Photos that open as large as the screen: in the mini-program in WeChat's own viewer. */
export function LargePhotos({ photos, children }: LargePhotosProps) {
  const dispatch = useAppDispatch()
  const open = async (path: string) => {
    const isShown = await showPictures(photos.map((photo) => photo.path), path)
    if (!isShown) dispatch(toastShown(texts.photoNotOpened))
  }
  return <>{children((path) => void open(path))}</>
}

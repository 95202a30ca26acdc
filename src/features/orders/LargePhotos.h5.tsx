import { useState } from 'react'
import { LargePhotoDialog } from './LargePhotoDialog.h5'
import type { LargePhotosProps } from './largePhotosProps'

/** The same on H5: in a dialog. */
export function LargePhotos({ photos, children }: LargePhotosProps) {
  const [current, setCurrent] = useState<string | null>(null)
  const index = photos.findIndex(({ path }) => path === current)
  return (
    <>
      {children(setCurrent)}
      {index >= 0 && <LargePhotoDialog photos={photos} index={index} onTurn={(to) => setCurrent(photos[to]?.path ?? null)} onClose={() => setCurrent(null)} />}
    </>
  )
}

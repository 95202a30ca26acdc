import { Image, View } from '@tarojs/components'
import type { RefundPhoto } from '@contract/refunds'
import { aria } from '@/components/aria'
import { Icon } from '@/components/Icon'
import { Skeleton } from '@/components/Skeleton'
import { Tappable } from '@/components/Tappable'
import { LargePhotos } from './LargePhotos'
import orderStyles from './Order.module.scss'
import styles from './SentPhotos.module.scss'
import { texts } from './texts'
import { useSentPhotos, type SentPhotoView } from './useSentPhotos'

/** The shopper's own photos of a refund, small; a tap shows one large. */
export function SentPhotos({ photos }: { photos: readonly RefundPhoto[] }) {
  const { viewOf, retry, markBroken } = useSentPhotos(photos)
  const named = photos.map(({ url }, index) => ({ url, name: texts.photo(index + 1), view: viewOf(url) }))
  const ready = named.flatMap(({ name, view }) => (view.name === 'ready' ? [{ name, path: view.path }] : []))
  return (
    <LargePhotos photos={ready}>
      {(open) => (
        <>
          <View className={orderStyles.words}>{texts.photosAdded(photos.length)}</View>
          <View className={styles.row} {...aria({ role: 'list', label: texts.photos })}>
            {named.map(({ url, name, view }) => (
              <View key={url} {...aria({ role: 'listitem' })}>
                <SentPhoto name={name} view={view} onOpen={open} onRetry={() => retry(url)} onBroken={() => markBroken(url)} />
              </View>
            ))}
          </View>
        </>
      )}
    </LargePhotos>
  )
}

const LABELS = { loading: texts.photoLoading, failed: texts.photoNotLoaded, ready: texts.openPhoto }

interface SentPhotoProps {
  name: string
  view: SentPhotoView
  onOpen: (path: string) => void
  onRetry: () => void
  onBroken: () => void
}

/** One button through all its states, so that whoever has it in focus keeps it. */
function SentPhoto({ name, view, onOpen, onRetry, onBroken }: SentPhotoProps) {
  const handleTap = () => {
    if (view.name === 'ready') onOpen(view.path)
    if (view.name === 'failed') onRetry()
  }
  return (
    <Tappable className={styles.photo} label={LABELS[view.name](name)} onTap={handleTap}>
      {view.name === 'loading' && <Skeleton height="100%" />}
      {view.name === 'ready' && <Image className={styles.picture} src={view.path} mode="aspectFill" onError={onBroken} aria-hidden="true" />}
      {view.name === 'failed' && (
        <View className={styles.failed}>
          <Icon name="refresh-cw" />
          <View className={styles.words}>{texts.tryAgain}</View>
        </View>
      )}
    </Tappable>
  )
}

import { Image, View } from '@tarojs/components'
import { REFUND_PHOTO_LIMIT } from '@contract/limits'
import { aria } from '@/components/aria'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import orderStyles from './Order.module.scss'
import styles from './RefundPhotos.module.scss'
import { texts } from './texts'
import type { RefundPhotoItem, useRefundPhotos } from './useRefundPhotos'

/** Photos that help the merchant to decide, such as of the printed date; optional. */
export function RefundPhotos({ photos, add, retry, remove }: ReturnType<typeof useRefundPhotos>) {
  const failed = photos.find(({ phase }) => phase.name === 'failed')
  return (
    <View className={orderStyles.card}>
      <Heading level={2} className={orderStyles.cardTitle}>
        {texts.photos}
      </Heading>
      <View className={styles.row} {...aria({ role: 'list', label: texts.photos })}>
        {photos.map((photo, index) => (
          <Photo key={photo.picture.path} photo={photo} label={texts.photo(index + 1)} onRetry={() => retry(photo.picture)} onRemove={() => remove(photo.picture)} />
        ))}
        {photos.length < REFUND_PHOTO_LIMIT && (
          <View {...aria({ role: 'listitem' })}>
            <Tappable role="button" className={styles.add} label={texts.addPhoto} onTap={add}>
              <Icon name="plus" />
              <View className={styles.count}>{texts.photoCount(photos.length)}</View>
            </Tappable>
          </View>
        )}
      </View>
      <View className={orderStyles.hint}>{texts.photosHint}</View>
      <View {...aria({ live: 'assertive' })}>{failed?.phase.name === 'failed' && <View className={orderStyles.error}>{failed.phase.message}</View>}</View>
    </View>
  )
}

interface PhotoProps {
  photo: RefundPhotoItem
  label: string
  onRetry: () => void
  onRemove: () => void
}

function Photo({ photo: { picture, phase }, label, onRetry, onRemove }: PhotoProps) {
  return (
    <View className={styles.photo} {...aria({ role: 'listitem', label })}>
      <Image className={styles.picture} src={picture.path} mode="aspectFill" aria-hidden="true" />
      {phase.name === 'uploading' && <View className={styles.veil}>{phase.percent < 100 ? `${phase.percent}%` : texts.photoProcessing}</View>}
      {phase.name === 'failed' && (phase.isRetryable ? <RetryVeil label={texts.retryPhoto(label)} onTap={onRetry} /> : <View className={styles.veil}>{texts.photoFailed}</View>)}
      <Tappable role="button" className={styles.remove} label={texts.removePhoto(label)} onTap={onRemove}>
        <Icon name="x" />
      </Tappable>
    </View>
  )
}

function RetryVeil({ label, onTap }: { label: string; onTap: () => void }) {
  return (
    <Tappable role="button" className={styles.veil} label={label} onTap={onTap}>
      <Icon name="refresh-cw" />
    </Tappable>
  )
}

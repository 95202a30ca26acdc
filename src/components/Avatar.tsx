import { useState } from 'react'
import { Image, View } from '@tarojs/components'
import { cx } from './cx'
import { Icon } from './Icon'
import styles from './Avatar.module.scss'

interface AvatarProps {
  /** `Me.avatarUrl`, or the address of a picture on this device; null for who has none. */
  address: string | null
  size?: 'normal' | 'large'
}

/** A shopper's face in a circle. It is decoration: his name stands beside it. */
export function Avatar({ address, size = 'normal' }: AvatarProps) {
  const [failed, setFailed] = useState<string[]>([])
  const source = sourcesOf(address).find((url) => !failed.includes(url))
  return (
    <View className={cx(styles.avatar, size === 'large' && styles.large)} aria-hidden="true">
      {source ? (
        <Image className={styles.face} src={source} mode="aspectFill" onError={() => setFailed((urls) => [...urls, source])} />
      ) : (
        <Icon name="user-round" />
      )}
    </View>
  )
}

/** From the backend by path, as WebP and, for clients without it, as JPEG. */
function sourcesOf(address: string | null): string[] {
  if (address === null) return []
  return address.startsWith('/') ? [`${API_BASE}${address}`, `${API_BASE}${address.replace(/\.webp$/, '.jpg')}`] : [address]
}

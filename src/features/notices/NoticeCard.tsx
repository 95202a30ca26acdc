import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import type { IconName } from '@/styles/iconNames'
import { texts } from './texts'
import styles from './NoticeCard.module.scss'

export interface NoticeCardProps {
  icon: IconName
  title: string
  text: string
  /** `ask` goes before the label and needs no tap by itself. */
  action: { ask?: string; label: string; onTap: () => void }
  onDismiss: () => void
}

/** News that stay until they are read; nothing is drawn for null. */
export function NoticeCard({ news }: { news: NoticeCardProps | null }) {
  return <View {...aria({ role: 'status' })}>{news && <Card {...news} />}</View>
}

function Card({ icon, title, text, action: { ask = '', label, onTap }, onDismiss }: NoticeCardProps) {
  return (
    <View className={styles.card}>
      <View className={styles.title}>
        <Icon name={icon} className={styles.icon} />
        {title}
      </View>
      <View className={styles.text}>{text}</View>
      <View className={styles.actions}>
        <Button kind="text" size="small" className={styles.action} label={`${ask}${label}`} onTap={onTap}>
          {ask}
          {label}
        </Button>
        <Button kind="text" size="small" onTap={onDismiss}>
          {texts.dismiss}
        </Button>
      </View>
    </View>
  )
}

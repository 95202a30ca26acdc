import { View } from '@tarojs/components'
import type { ApiError } from '@/api/apiError'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import { monthDayOf } from '@/components/formatDate'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { errorText } from '@/features/errors/errorText'
import type { IconName } from '@/styles/iconNames'
import { texts } from './texts'
import styles from './PrivacyData.module.scss'

export function DeletionFacts() {
  return (
    <View className={styles.body}>
      <Facts title={texts.goes} icon="x" markClass={styles.goes} items={texts.goesItems} />
      <Facts title={texts.stays} icon="check" items={texts.staysItems} />
      <View className={styles.text}>{texts.then}</View>
    </View>
  )
}

function Facts({ title, icon, markClass, items }: { title: string; icon: IconName; markClass?: string; items: readonly string[] }) {
  return (
    <View>
      <Heading level={3} className={styles.heading}>
        {title}
      </Heading>
      <View {...aria({ role: 'list' })}>
        {items.map((item) => (
          <View key={item} className={styles.item} {...aria({ role: 'listitem' })}>
            <Icon name={icon} className={cx(styles.mark, markClass)} />
            <View>{item}</View>
          </View>
        ))}
      </View>
    </View>
  )
}

interface DeletionConfirmProps {
  isBusy: boolean
  error: ApiError | null
  onConfirm: () => void
  onClose: () => void
}

export function DeletionConfirm({ isBusy, error, onConfirm, onClose }: DeletionConfirmProps) {
  return (
    <View className={styles.body}>
      <View className={styles.text}>{texts.sureText}</View>
      {error && (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {errorText(error)}
        </View>
      )}
      <Button kind="soft" block size="large" disabled={isBusy} onTap={onClose}>
        {texts.think}
      </Button>
      <Button kind="danger" block size="large" loading={isBusy} onTap={onConfirm}>
        {texts.sure}
      </Button>
    </View>
  )
}

export function DeletionDone({ dueAt, onClose }: { dueAt: string; onClose: () => void }) {
  return (
    <View className={styles.body}>
      <View className={styles.text} {...aria({ role: 'status' })}>
        {texts.doneText(monthDayOf(dueAt))}
      </View>
      <Button block size="large" onTap={onClose}>
        {texts.doneClose}
      </Button>
    </View>
  )
}

import { View } from '@tarojs/components'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { LoginGate } from '@/features/gate/LoginGate'
import { texts } from './texts'
import styles from './Mine.module.scss'

/** The way in for a guest who came to sign in; everything below works without. */
export function GuestHead() {
  return (
    <LoginGate require="member" purpose="account">
      {(run) => (
        <Tappable className={styles.head} label={`${texts.guestName}，${texts.guestNote}`} onTap={run}>
          <View className={styles.avatar}>
            <Icon name="user-round" />
          </View>
          <View className={styles.who}>
            <View className={styles.name}>{texts.guestName}</View>
            <View className={styles.note}>{texts.guestNote}</View>
          </View>
          <Icon name="chevron-right" className={styles.arrow} />
        </Tappable>
      )}
    </LoginGate>
  )
}

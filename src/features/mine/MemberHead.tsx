import { Image, View } from '@tarojs/components'
import type { Me } from '@contract/identity'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { texts } from './texts'
import styles from './Mine.module.scss'

export function MemberHead({ me }: { me: Me }) {
  return (
    <View className={styles.head}>
      <View className={styles.avatar} aria-hidden="true">
        {me.avatarUrl ? <Image className={styles.face} src={me.avatarUrl} mode="aspectFill" /> : <Icon name="user-round" />}
      </View>
      <View className={styles.who}>
        <Heading level={2} className={styles.name}>
          {me.nickname ?? texts.defaultName(me.id)}
        </Heading>
        <View className={styles.note}>{me.phone ?? texts.noPhone}</View>
      </View>
    </View>
  )
}

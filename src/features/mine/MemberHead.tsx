import { View } from '@tarojs/components'
import type { Me } from '@contract/identity'
import { Avatar } from '@/components/Avatar'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { RouteLink } from '@/features/shell/RouteLink'
import { texts } from './texts'
import styles from './Mine.module.scss'

/** Who is signed in; a tap leads to face and name. */
export function MemberHead({ me }: { me: Me }) {
  const name = me.nickname ?? texts.defaultName(me.id)
  const note = me.phone ?? texts.noPhone
  return (
    <RouteLink to={{ page: 'profile' }} className={styles.head} label={texts.profileOf(name, note)}>
      <Avatar address={me.avatarUrl} />
      <View className={styles.who}>
        <Heading level={2} className={styles.name}>
          {name}
        </Heading>
        <View className={styles.note}>{note}</View>
      </View>
      <Icon name="chevron-right" className={styles.arrow} />
    </RouteLink>
  )
}

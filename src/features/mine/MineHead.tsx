import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Skeleton } from '@/components/Skeleton'
import { ensureSession } from '@/features/session/ensureSession'
import { selectSessionStatus } from '@/features/session/sessionSlice'
import { selectMe } from '@/features/user/userSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { GuestHead } from './GuestHead'
import { MemberHead } from './MemberHead'
import { texts } from './texts'
import styles from './Mine.module.scss'

/** Who is looking. A network failure is not a sign-out: then the shopper hears so, and nothing asks him to sign in. */
export function MineHead() {
  const status = useAppSelector(selectSessionStatus)
  const me = useAppSelector(selectMe)
  if (me) return <MemberHead me={me} />
  if (status === 'guest') return <GuestHead />
  return status === 'unavailable' ? <UnavailableHead /> : <HeadSkeleton />
}

function UnavailableHead() {
  const dispatch = useAppDispatch()
  return (
    <View className={styles.head} {...aria({ role: 'alert' })}>
      <View className={styles.who}>
        <View className={styles.name}>{texts.unavailable}</View>
        <View className={styles.note}>{texts.unavailableNote}</View>
      </View>
      <Button kind="soft" onTap={() => void dispatch(ensureSession())}>
        {texts.retry}
      </Button>
    </View>
  )
}

function HeadSkeleton() {
  return (
    <View className={styles.head} {...aria({ role: 'status', busy: true, label: texts.loading })}>
      <Skeleton className={styles.face} width="56px" height="56px" />
      <View className={styles.who}>
        <Skeleton width="40%" height="22px" />
        <Skeleton className={styles.noteBone} width="60%" height="14px" />
      </View>
    </View>
  )
}

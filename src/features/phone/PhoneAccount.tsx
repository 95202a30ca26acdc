import { useEffect } from 'react'
import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Heading } from '@/components/Heading'
import { Icon } from '@/components/Icon'
import { Tag } from '@/components/Tag'
import { PhoneStep } from './PhoneStep'
import { MergeCells } from '@/features/merges/MergeCells'
import { open } from '@/features/shell/navigation'
import { selectMe } from '@/features/user/userSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { texts } from './accountTexts'
import { preparePhone } from './preparePhone'
import styles from './PhoneAccount.module.scss'

/** One's own number, or the ways to prove one. An account that has one is never asked again. */
export function PhoneAccount() {
  const me = useAppSelector(selectMe)
  return (
    <>
      <View className={styles.view}>
        <View className={styles.card}>{me?.phone ? <Verified phone={me.phone} /> : <Unbound />}</View>
        <View className={styles.card}>
          <Heading level={2} className={styles.heading}>
            {texts.usesTitle}
          </Heading>
          <View {...aria({ role: 'list' })}>
            {texts.uses.map((use) => (
              <View key={use} className={styles.use} {...aria({ role: 'listitem' })}>
                <Icon name="check" className={styles.tick} />
                {use}
              </View>
            ))}
          </View>
        </View>
      </View>
      <MergeCells />
    </>
  )
}

function Verified({ phone }: { phone: string }) {
  return (
    <>
      <View className={styles.number}>
        {phone}
        <Tag tone="fresh">{texts.verified}</Tag>
      </View>
      <View className={styles.note}>{texts.verifiedNote}</View>
      <Button kind="soft" block className={styles.change} onTap={() => void open({ page: 'phoneChange' })}>
        {texts.change}
      </Button>
    </>
  )
}

function Unbound() {
  const dispatch = useAppDispatch()
  useEffect(() => {
    void dispatch(preparePhone())
  }, [dispatch])
  return (
    <View className={styles.form}>
      <Heading level={2} className={styles.heading}>
        {texts.bindTitle}
      </Heading>
      <View className={styles.note}>{texts.optional}</View>
      <PhoneStep />
    </View>
  )
}

import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { open } from '@/features/shell/navigation'
import { useAppDispatch } from '@/store/hooks'
import { switchAccount } from '@/features/intent/switchAccount'
import { texts } from './stepTexts'
import styles from './PhoneNote.module.scss'

/** The number is another account's: take another number, join the two accounts, or sign in to that one. */
export function PhoneTaken({ onOther }: { onOther: () => void }) {
  const dispatch = useAppDispatch()
  return (
    <>
      <View className={styles.note} {...aria({ role: 'alert' })}>
        {texts.takenTitle}
        {'。'}
        {texts.takenText}
      </View>
      <Button block size="large" onTap={onOther}>
        {texts.otherNumber}
      </Button>
      <Button kind="soft" block onTap={() => void open({ page: 'merge' })}>
        {texts.joinBoth}
      </Button>
      <Button kind="soft" block onTap={() => void dispatch(switchAccount())}>
        {texts.thatAccount}
      </Button>
    </>
  )
}

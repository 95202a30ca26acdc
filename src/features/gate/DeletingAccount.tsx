import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { monthDayOf } from '@/components/formatDate'
import { texts } from './texts'
import type { Deleting } from './useSignIn'
import styles from './SignInSheet.module.scss'

/** The shopper has asked for this account to be deleted, and signs in to it: a slip to be undone, or another account is meant. */
export function DeletingAccount({ deleting, isBusy }: { deleting: Deleting; isBusy: boolean }) {
  const { dueAt, undo, leave } = deleting
  return (
    <>
      <View className={styles.note} {...aria({ role: 'alert' })}>
        {undo ? texts.deleting(monthDayOf(dueAt)) : texts.deletingNow}
      </View>
      {undo && (
        <Button block size="large" loading={isBusy} onTap={undo}>
          {texts.undoDeletion}
        </Button>
      )}
      <Button kind="soft" block disabled={isBusy} onTap={leave}>
        {texts.otherAccount}
      </Button>
    </>
  )
}

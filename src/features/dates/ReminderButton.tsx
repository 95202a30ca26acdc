import { View } from '@tarojs/components'
import type { DatedLine } from '@contract/dates'
import { Button } from '@/components/Button'
import { monthDay, todayOf } from '@/components/formatDate'
import { fullName } from '@/features/catalogue/productText'
import styles from './Dates.module.scss'
import { texts } from './texts'
import { useReminder } from './useReminder'

interface ReminderButtonProps {
  line: DatedLine
  /** What WeChat is asked leave for; null: the reminder is a notice in the app. */
  messageTemplateId: string | null
}

/** Whether and when the shopper is reminded; nothing where it is too late for that. */
export function ReminderButton({ line, messageTemplateId }: ReminderButtonProps) {
  const { isBusy, toggle } = useReminder(line, messageTemplateId)
  const { reminder } = line
  if (!reminder) return null
  const day = monthDay(reminder.on, todayOf(line))
  const name = fullName(line)
  if (reminder.status === 'sent') return <View className={styles.reminded}>{texts.reminded}</View>
  const isSet = reminder.status === 'set'
  return (
    <Button kind={isSet ? 'text' : 'soft'} size="small" loading={isBusy} label={isSet ? texts.dropReminderOf(name, day) : texts.remindOf(name, day)} onTap={() => void toggle()}>
      {isSet ? texts.remindsOn(day) : texts.remind}
    </Button>
  )
}

import { useState } from 'react'
import type { DatedLine } from '@contract/dates'
import { monthDay, todayOf } from '@/components/formatDate'
import { toastShown } from '@/features/shell/toastSlice'
import { askForMessage } from '@/platform/askForMessage'
import { useAppDispatch } from '@/store/hooks'
import { useRemindMutation, useRemindNoMoreMutation } from './datesApi'
import { texts } from './texts'

/** The tap on 提醒我, and on it again. A message in WeChat is a bonus: whoever refuses it is told in the app. */
export function useReminder(line: DatedLine, messageTemplateId: string | null): { isBusy: boolean; toggle: () => Promise<void> } {
  const dispatch = useAppDispatch()
  const [isBusy, setIsBusy] = useState(false)
  const [remind] = useRemindMutation()
  const [remindNoMore] = useRemindNoMoreMutation()

  const set = async () => {
    // First of all: WeChat shows its dialog only within the tap.
    const message = messageTemplateId !== null && (await askForMessage(messageTemplateId))
    const { data, error } = await remind({ line, message })
    if (error) dispatch(toastShown(texts.remindFailed, 'failed'))
    else dispatch(toastShown(texts.reminderSet(monthDay(data.on, todayOf(line)), message), 'done'))
  }
  const drop = async () => {
    const { error } = await remindNoMore(line)
    dispatch(error ? toastShown(texts.remindFailed, 'failed') : toastShown(texts.reminderDropped, 'done'))
  }
  const toggle = async () => {
    if (isBusy) return
    setIsBusy(true)
    await (line.reminder?.status === 'set' ? drop() : set())
    setIsBusy(false)
  }
  return { isBusy, toggle }
}

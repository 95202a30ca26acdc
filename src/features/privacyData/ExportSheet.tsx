import { useEffect } from 'react'
import { View } from '@tarojs/components'
import { todayInShanghai } from '@domain/calendarDay'
import { SHOP_NAME } from '@domain/shop'
import type { ApiError } from '@/api/apiError'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { errorText } from '@/features/errors/errorText'
import { useAppDispatch } from '@/store/hooks'
import { collectMyData } from './collectMyData'
import { ExportDelivery } from './ExportDelivery'
import { ProofStep } from './ProofStep'
import { texts } from './texts'
import { useStep } from './useStep'
import styles from './PrivacyData.module.scss'

type Step = { kind: 'closed' | 'collecting' | 'proof' } | { kind: 'failed'; error: ApiError } | { kind: 'ready'; name: string; text: string }

const CLOSED: Step = { kind: 'closed' }

/** Collects everything about the shopper, asks for a proof where one is due, and hands over the file. It is kept no longer than the sheet is open. */
export function ExportSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const dispatch = useAppDispatch()
  const { step, begin } = useStep<Step>(CLOSED)

  const collect = async () => {
    const show = begin({ kind: 'collecting' })
    const result = await dispatch(collectMyData())
    if ('data' in result) {
      const day = todayInShanghai(Date.parse(result.data.exportedAt))
      return show({ kind: 'ready', name: `${SHOP_NAME}-${texts.data}-${day}.json`, text: JSON.stringify(result.data, null, 2) })
    }
    const { error } = result
    show(error.kind === 'problem' && error.code === 'proof_required' ? { kind: 'proof' } : { kind: 'failed', error })
  }
  useEffect(() => {
    if (isOpen) void collect()
    else begin(CLOSED)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- opening is what starts it, once
  }, [isOpen])

  return (
    <Sheet isOpen={isOpen} title={texts.exportTitle} onClose={onClose}>
      {step.kind === 'collecting' && (
        <View className={styles.waiting} {...aria({ role: 'status', busy: true })}>
          {texts.collecting}
        </View>
      )}
      {step.kind === 'proof' && <ProofStep onProven={() => void collect()} />}
      {step.kind === 'failed' && (
        <View className={styles.body}>
          <View className={styles.error} {...aria({ role: 'alert' })}>
            {errorText(step.error)}
          </View>
          <Button kind="soft" block onTap={() => void collect()}>
            {texts.retry}
          </Button>
        </View>
      )}
      {step.kind === 'ready' && (
        <View className={styles.body}>
          <View className={styles.text}>{texts.exportReady}</View>
          <ExportDelivery name={step.name} text={step.text} />
        </View>
      )}
    </Sheet>
  )
}

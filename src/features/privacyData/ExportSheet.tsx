import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { errorText } from '@/features/errors/errorText'
import { ProofStep } from '@/features/proof/ProofStep'
import { ExportDelivery } from './ExportDelivery'
import { texts } from './texts'
import type { useExport } from './useExport'
import styles from './PrivacyData.module.scss'

/** The way to the file: collecting, a proof where one is due, and how it is handed over. */
export function ExportSheet({ isOpen, step, collect, close }: ReturnType<typeof useExport>) {
  return (
    <Sheet isOpen={isOpen} title={texts.exportTitle} onClose={close}>
      {step.kind === 'collecting' && (
        <View className={styles.waiting} {...aria({ role: 'status', busy: true })}>
          {texts.collecting}
        </View>
      )}
      {step.kind === 'proof' && (
        <View className={styles.proof}>
          <ProofStep why={texts.proofWhy} onProven={collect} />
        </View>
      )}
      {step.kind === 'failed' && (
        <View className={styles.body}>
          <View className={styles.error} {...aria({ role: 'alert' })}>
            {errorText(step.error)}
          </View>
          <Button kind="soft" block onTap={collect}>
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

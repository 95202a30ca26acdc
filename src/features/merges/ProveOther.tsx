import { View } from '@tarojs/components'
import type { Merge } from '@contract/merges'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Panel } from '@/components/Panel'
import { TextField } from '@/components/TextField'
import { CodeField } from '@/features/proof/CodeField'
import { replaceWith } from '@/features/shell/navigation'
import { texts } from './texts'
import { useProveOther } from './useProveOther'
import styles from './Merges.module.scss'

/** Names the other account by its number, and proves it by the code that went there. */
export function ProveOther({ onProven }: { onProven: (merge: Merge) => void }) {
  const { phone, phoneFault, typePhone, entry, isBusy, failure, isMissing, send, submit } = useProveOther(onProven)
  return (
    <Panel title={texts.startTitle} text={texts.startText} error={failure}>
      {isMissing && (
        <Button kind="soft" block onTap={() => void replaceWith({ page: 'phone' })}>
          {texts.bind}
        </Button>
      )}
      <TextField label={texts.phone} kind="mobile" value={phone} placeholder={texts.phoneHint} error={phoneFault} disabled={isBusy} onChange={typePhone} />
      <CodeField entry={entry} isBusy={isBusy} onSend={send} onConfirm={submit} />
      {entry.isSent && (
        <View className={styles.note} {...aria({ live: 'polite' })}>
          {texts.sent}
        </View>
      )}
      <Button block size="large" loading={isBusy} onTap={submit}>
        {texts.prove}
      </Button>
    </Panel>
  )
}

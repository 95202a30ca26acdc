import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Avatar } from '@/components/Avatar'
import { Button } from '@/components/Button'
import { AvatarPicker } from './AvatarPicker'
import { texts } from './texts'
import { useAvatar, type AvatarPhase } from './useAvatar'
import styles from './Profile.module.scss'

/** One's face, and how to change it. */
export function AvatarSection({ address }: { address: string | null }) {
  const { phase, send, remove } = useAvatar()
  const isBusy = phase.name === 'uploading' || phase.name === 'removing'
  const picked = phase.name === 'uploading' || phase.name === 'failed' ? phase.picture : null
  return (
    <View className={styles.card} {...aria({ role: 'group', label: texts.avatar })}>
      <View className={styles.face}>
        <Avatar address={picked?.path ?? address} size="large" />
        {phase.name === 'uploading' && (
          <View className={styles.veil} aria-hidden="true">
            {phase.percent}%
          </View>
        )}
      </View>
      <Status phase={phase} />
      <View className={styles.actions}>
        {phase.name === 'failed' && phase.picture && <Retry onTap={() => phase.picture && send(phase.picture)} />}
        <AvatarPicker disabled={isBusy} onPick={send}>
          {address === null ? texts.choose : texts.change}
        </AvatarPicker>
        {address !== null && (
          <Button kind="text" disabled={isBusy} onTap={remove}>
            {texts.remove}
          </Button>
        )}
      </View>
    </View>
  )
}

function Retry({ onTap }: { onTap: () => void }) {
  return (
    <Button kind="primary" onTap={onTap}>
      {texts.retry}
    </Button>
  )
}

/** One line, always there, so that nothing jumps when it speaks. */
function Status({ phase }: { phase: AvatarPhase }) {
  if (phase.name === 'failed') {
    return (
      <View className={styles.failure} {...aria({ role: 'alert' })}>
        {phase.message}
      </View>
    )
  }
  return (
    <View className={styles.status} {...aria({ role: 'status' })}>
      {statusText(phase)}
    </View>
  )
}

/** All sent is not all done: the server draws the picture anew. */
function statusText(phase: AvatarPhase): string {
  if (phase.name === 'uploading') return phase.percent < 100 ? texts.uploading(phase.percent) : texts.processing
  return phase.name === 'removing' ? texts.removing : ''
}

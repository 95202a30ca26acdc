import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Checkbox } from '@/components/Checkbox'
import { RouteLink } from '@/features/shell/RouteLink'
import { texts } from './texts'
import type { useConsent } from './useConsent'
import styles from './SignInSheet.module.scss'

/** Never ticked beforehand: agreement is the shopper's own act, and is kept as a record of it. */
export function ConsentLine({ hasConsented, isMissing, change }: ReturnType<typeof useConsent>) {
  return (
    <View>
      <View className={styles.consent}>
        <Checkbox isChecked={hasConsented} isInvalid={isMissing} label={texts.consentLabel} onChange={change}>
          {texts.consent}
        </Checkbox>
        <RouteLink to={{ page: 'agreement' }} className={styles.link}>
          {texts.agreement}
        </RouteLink>
        {texts.and}
        <RouteLink to={{ page: 'privacy' }} className={styles.link}>
          {texts.privacy}
        </RouteLink>
      </View>
      {isMissing && (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {texts.consentMissing}
        </View>
      )}
    </View>
  )
}

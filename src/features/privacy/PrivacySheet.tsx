import { View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { Sheet } from '@/components/Sheet'
import { Tappable } from '@/components/Tappable'
import { usePageShown } from '@/features/shell/usePageShown'
import { RouteLink } from '@/features/shell/RouteLink'
import { PRIVACY_BUTTON_ID } from '@/platform/wechatPrivacy'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { answerPrivacy } from './askPrivacy'
import { openContract } from './openContract'
import { selectIsPrivacyAsked } from './privacySlice'
import { texts } from './texts'
import styles from './PrivacySheet.module.scss'

/** WeChat's privacy agreement in our words (mini-program; the browser has none). Closing it is a no. */
export function PrivacySheet() {
  const isShown = usePageShown()
  const isAsked = useAppSelector(selectIsPrivacyAsked)
  const dispatch = useAppDispatch()
  const handleRefuse = () => dispatch(answerPrivacy(false))
  const footer = (
    <>
      <Button kind="soft" className={styles.half} onTap={handleRefuse}>
        {texts.refuse}
      </Button>
      <Button
        id={PRIVACY_BUTTON_ID}
        className={styles.half}
        openType="agreePrivacyAuthorization"
        onAgreePrivacyAuthorization={() => dispatch(answerPrivacy(true))}
      >
        {texts.agree}
      </Button>
    </>
  )
  return (
    <Sheet isOpen={isAsked && isShown} title={texts.title} footer={footer} onClose={handleRefuse}>
      <View className={styles.text}>{texts.text}</View>
      <RouteLink to={{ page: 'privacy' }} className={styles.link}>
        {texts.policy}
      </RouteLink>
      <Tappable className={styles.link} onTap={() => void dispatch(openContract())}>
        {texts.contract}
      </Tappable>
    </Sheet>
  )
}

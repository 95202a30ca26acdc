import type { WebWay } from '@contract/webSignIn'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { errorText } from '@/features/errors/errorText'
import { problemSentence } from '@/features/errors/problemSentence'
import { useGoToWechat } from '@/features/webSignIn/useGoToWechat.h5'
import { selectWebProblem } from '@/features/webSignIn/webSignInSlice'
import { useAppSelector } from '@/store/hooks'
import { ConsentLine } from './ConsentLine'
import { texts } from './texts'
import { useConsent } from './useConsent'
import styles from './SignInSheet.module.scss'

/**
 * Signing in on WeChat's page. After a refusal or a failure it says so, and nothing asks again by itself. Who asked for
 * his account to be deleted may take that back on the same way.
 */
export function WebSignIn({ way, onSms }: { way: WebWay; onSms: () => void }) {
  const consent = useConsent()
  const { isLeaving, error, go } = useGoToWechat()
  const problem = useAppSelector(selectWebProblem)
  return (
    <>
      {problem && !error && (
        <div className={styles.note} {...aria({ role: 'status' })}>
          {problemSentence(problem)}
        </div>
      )}
      {error && (
        <div className={styles.error} {...aria({ role: 'alert' })}>
          {errorText(error)}
        </div>
      )}
      {problem === 'account_deleting' && (
        <Button block size="large" loading={isLeaving} onTap={() => consent.demand() && go(way, true)}>
          {texts.undoDeletion}
        </Button>
      )}
      <Button block size="large" kind={problem === 'account_deleting' ? 'soft' : 'primary'} loading={isLeaving} onTap={() => consent.demand() && go(way)}>
        {texts.web[way]}
      </Button>
      <Button kind="soft" block disabled={isLeaving} onTap={onSms}>
        {texts.bySms}
      </Button>
      <ConsentLine {...consent} />
    </>
  )
}

import { useState } from 'react'
import { CONSENT_VERSION } from '@contract/limits'
import { Button } from '@/components/Button'
import { Cell, CellGroup } from '@/components/Cell'
import { ConfirmSheet } from '@/components/ConfirmSheet'
import { Switch } from '@/components/Switch'
import { selectMayTrack } from '@/features/consent/trackingSlice'
import { selectSessionStatus } from '@/features/session/sessionSlice'
import { RouteCell } from '@/features/shell/RouteCell'
import { selectMe } from '@/features/user/userSlice'
import { useAppSelector } from '@/store/hooks'
import { texts } from './texts'
import { useConsentChoices } from './useConsentChoices'
import { WechatContractCell } from './WechatContractCell'

/** What the shopper agreed to, and may take back: for a member on the server, for a guest on his device. */
export function PrivacyChoices() {
  const me = useAppSelector(selectMe)
  const status = useAppSelector(selectSessionStatus)
  const mayTrack = useAppSelector(selectMayTrack)
  const [isAsking, setAsking] = useState(false)
  const { busy, agree, withdraw, track } = useConsentChoices()
  const isAgreed = me?.consentVersion === CONSENT_VERSION
  const mayChoose = (status === 'guest' || isAgreed) && busy === null
  return (
    <>
      <CellGroup title={texts.consents}>
        {me && (
          <Cell
            icon="shield-check"
            title={texts.agreement}
            note={agreementNote(me.consentVersion)}
            value={
              <Button kind="text" size="small" loading={busy === 'agreement'} onTap={isAgreed ? () => setAsking(true) : agree}>
                {isAgreed ? texts.withdraw : texts.agree}
              </Button>
            }
          />
        )}
        <Cell
          icon="sparkles"
          title={texts.tracking}
          note={me && !isAgreed ? texts.trackingNeedsAgreement : texts.trackingNote}
          value={<Switch isOn={mayTrack} label={texts.tracking} disabled={!mayChoose} onChange={track} />}
        />
        <RouteCell icon="eye" to={{ page: 'privacy' }} title={texts.readPrivacy} />
        <RouteCell icon="info" to={{ page: 'agreement' }} title={texts.readAgreement} />
        <WechatContractCell />
      </CellGroup>
      <ConfirmSheet
        isOpen={isAsking}
        title={texts.withdrawTitle}
        text={texts.withdrawText}
        confirm={texts.withdrawConfirm}
        cancel={texts.keep}
        isDanger
        onConfirm={withdraw}
        onClose={() => setAsking(false)}
      />
    </>
  )
}

function agreementNote(version: string | null): string {
  if (version === null) return texts.withdrawn
  return version === CONSENT_VERSION ? texts.agreed(version) : texts.outdated
}

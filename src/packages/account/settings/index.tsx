import { Cell, CellGroup } from '@/components/Cell'
import { GatedCell } from '@/features/mine/GatedCell'
import { APP_VERSION } from '@/features/settings/appVersion'
import { DisplaySettings } from '@/features/settings/DisplaySettings'
import { SignOutSection } from '@/features/settings/SignOutSection'
import { texts } from '@/features/settings/texts'
import { open } from '@/features/shell/navigation'
import { Page } from '@/features/shell/Page'
import { RouteCell } from '@/features/shell/RouteCell'

export default function SettingsPage() {
  return (
    <Page title={texts.title}>
      <DisplaySettings />
      <CellGroup title={texts.account}>
        <GatedCell icon="smartphone" page="sessions" purpose="sessions" title={texts.sessions} />
      </CellGroup>
      <CellGroup title={texts.about}>
        <RouteCell icon="eye" to={{ page: 'privacySettings' }} title={texts.privacyData} note={texts.privacyDataNote} />
        <RouteCell icon="shield-check" to={{ page: 'privacy' }} title={texts.privacy} />
        <RouteCell icon="info" to={{ page: 'agreement' }} title={texts.agreement} />
        <Cell icon="smartphone" title={texts.version} value={APP_VERSION} />
      </CellGroup>
      <SignOutSection onSignedOut={() => void open({ page: 'mine' })} />
    </Page>
  )
}

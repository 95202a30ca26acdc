import { PrivacyDataView } from '@/features/privacyData/PrivacyDataView'
import { texts } from '@/features/privacyData/texts'
import { Page } from '@/features/shell/Page'

export default function PrivacySettingsPage() {
  return (
    <Page title={texts.title}>
      <PrivacyDataView />
    </Page>
  )
}

import { CellGroup } from '@/components/Cell'
import { LegalArticle } from '@/features/legal/LegalArticle'
import { privacyText } from '@/features/legal/privacyText'
import { texts } from '@/features/legal/texts'
import { Page } from '@/features/shell/Page'
import { RouteCell } from '@/features/shell/RouteCell'

export default function PrivacyPage() {
  return (
    <Page title={privacyText.title}>
      <LegalArticle text={privacyText} />
      <CellGroup>
        <RouteCell to={{ page: 'agreement' }} title={texts.toAgreement} />
      </CellGroup>
    </Page>
  )
}

import { CellGroup } from '@/components/Cell'
import { agreementText } from '@/features/legal/agreementText'
import { LegalArticle } from '@/features/legal/LegalArticle'
import { texts } from '@/features/legal/texts'
import { Page } from '@/features/shell/Page'
import { RouteCell } from '@/features/shell/RouteCell'

export default function AgreementPage() {
  return (
    <Page title={agreementText.title}>
      <LegalArticle text={agreementText} />
      <CellGroup>
        <RouteCell to={{ page: 'privacy' }} title={texts.toPrivacy} />
      </CellGroup>
    </Page>
  )
}

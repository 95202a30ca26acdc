import { HistoryView } from '@/features/browsing/HistoryView'
import { texts } from '@/features/browsing/texts'
import { Page } from '@/features/shell/Page'

export default function HistoryPage() {
  return (
    <Page title={texts.title} width="wide">
      <HistoryView />
    </Page>
  )
}

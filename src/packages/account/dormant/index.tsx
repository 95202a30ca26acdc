import { DormantAccount } from '@/features/dormancy/DormantAccount'
import { texts } from '@/features/dormancy/texts'
import { Page } from '@/features/shell/Page'

export default function DormantPage() {
  return (
    <Page title={texts.title}>
      <DormantAccount />
    </Page>
  )
}

import { MineCells } from '@/features/mine/MineCells'
import { MineHead } from '@/features/mine/MineHead'
import { texts } from '@/features/mine/texts'
import { MineNotice } from '@/features/notices/MineNotice'
import { OrderTiles } from '@/features/orders/OrderTiles'
import { Page } from '@/features/shell/Page'

export default function MinePage() {
  return (
    <Page title={texts.title} tab="mine">
      <MineHead />
      <MineNotice />
      <OrderTiles />
      <MineCells />
    </Page>
  )
}

import { SHOP_NAME } from '@domain/shop'
import { HomeView } from '@/features/catalogue/home/HomeView'
import { Page } from '@/features/shell/Page'

export default function HomePage() {
  return (
    <Page title={SHOP_NAME} tab="home" isTitleInContent width="wide">
      <HomeView />
    </Page>
  )
}

import { GridSkeleton } from '@/features/catalogue/GridSkeleton'
import { FavouritesView } from '@/features/favourites/FavouritesView'
import { listTexts } from '@/features/favourites/listTexts'
import { LoginGate } from '@/features/gate/LoginGate'
import { Page } from '@/features/shell/Page'

export default function FavouritesPage() {
  return (
    <Page title={listTexts.title} width="wide">
      <LoginGate require="member" purpose="favourites" skeleton={<GridSkeleton layout="row" count={5} />}>
        <FavouritesView />
      </LoginGate>
    </Page>
  )
}

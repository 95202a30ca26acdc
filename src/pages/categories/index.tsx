import { CategoriesView } from '@/features/catalogue/categories/CategoriesView'
import { texts } from '@/features/catalogue/texts'
import { Page } from '@/features/shell/Page'

export default function CategoriesPage() {
  return (
    <Page title={texts.categories.title} tab="categories" width="wide">
      <CategoriesView />
    </Page>
  )
}

import { SearchView } from '@/features/search/SearchView'
import { texts } from '@/features/search/texts'
import { Page } from '@/features/shell/Page'
import { useRouteParams } from '@/features/shell/useRouteParams'

export default function SearchPage() {
  const { q } = useRouteParams()
  return (
    <Page title={texts.title}>
      <SearchView initialWord={q} />
    </Page>
  )
}

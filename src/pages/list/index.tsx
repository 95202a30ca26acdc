import { useState } from 'react'
import { View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import { SearchEntry } from '@/components/SearchEntry'
import { useCategoriesQuery } from '@/features/catalogue/catalogueApi'
import styles from '@/features/catalogue/list/List.module.scss'
import { ListView } from '@/features/catalogue/list/ListView'
import { listTitle } from '@/features/catalogue/list/listTitle'
import { filterOf, paramsOf, type ProductFilter } from '@/features/catalogue/productFilter'
import { texts } from '@/features/catalogue/texts'
import { hrefOf, open, urlOf } from '@/features/shell/navigation'
import { Page } from '@/features/shell/Page'
import type { Route } from '@/features/shell/routes'
import { scrollToTop } from '@/features/shell/scrollToTop'
import { syncAddress } from '@/features/shell/syncAddress'
import { useRouteParams } from '@/features/shell/useRouteParams'

export default function ListPage() {
  const [filter, setFilter] = useState(filterOf(useRouteParams()))
  const { data } = useCategoriesQuery()
  const categories = data?.items ?? []
  const title = listTitle(filter, categories)
  const route: Route = { page: 'list', params: paramsOf(filter) }
  const search: Route = { page: 'search', params: { q: filter.q } }
  useShareAppMessage(() => ({ title, path: urlOf(route) }))

  const handleChange = (next: ProductFilter) => {
    setFilter(next)
    scrollToTop()
    syncAddress({ page: 'list', params: paramsOf(next) })
  }
  return (
    <Page title={title} width="wide">
      <View className={styles.searchEntry}>
        <SearchEntry text={filter.q ?? texts.home.searchEntry} label={texts.home.searchEntry} href={hrefOf(search)} onTap={() => void open(search)} />
      </View>
      <ListView filter={filter} categories={categories} onChange={handleChange} />
    </Page>
  )
}

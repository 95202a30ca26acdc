import { useState } from 'react'
import searchArt from '@/assets/empty/search.png'
import { LoadMore } from '@/components/LoadMore'
import { StateView } from '@/components/StateView'
import { useRefresh } from '@/features/shell/useRefresh'
import { open } from '@/features/shell/navigation'
import { GridSkeleton } from '../GridSkeleton'
import { choiceCount, withoutChoices, type ProductFilter } from '../productFilter'
import { ProductGrid } from '../ProductGrid'
import { texts } from '../texts'
import { useProductList } from '../useProductList'
import { ChosenChips } from './ChosenChips'
import type { NamedCategory } from './filterChoices'
import { FilterSheet } from './FilterSheet'
import { SortBar } from './SortBar'

interface ListViewProps {
  filter: ProductFilter
  categories: readonly NamedCategory[]
  onChange: (filter: ProductFilter) => void
}

/** Sort, filter, and the endless grid. The filter belongs to the page, which keeps it in its address. */
export function ListView({ filter, categories, onChange }: ListViewProps) {
  const [isFiltering, setFiltering] = useState(false)
  const { products, status, more, loadMore, refetch } = useProductList(filter)
  useRefresh(refetch, texts.refreshFailed)
  const choices = choiceCount(filter)
  const empty = {
    art: searchArt,
    title: texts.list.empty,
    text: texts.list.emptyHint,
    action:
      choices > 0
        ? { label: texts.list.clearFilter, onTap: () => onChange(withoutChoices(filter)) }
        : { label: texts.list.toHome, onTap: () => void open({ page: 'home' }) },
  }
  const apply = (next: ProductFilter) => {
    setFiltering(false)
    onChange(next)
  }
  return (
    <>
      <SortBar sort={filter.sort ?? 'recommended'} choices={choices} onSort={(sort) => onChange({ ...filter, sort })} onFilter={() => setFiltering(true)} />
      <ChosenChips filter={filter} categories={categories} onChange={onChange} />
      <StateView status={status} skeleton={<GridSkeleton count={6} />} empty={empty} onRetry={() => void refetch()}>
        <ProductGrid products={products} label={texts.list.results} eagerCount={4} />
        <LoadMore status={more} endText={texts.list.end(products.length)} onMore={loadMore} />
      </StateView>
      <FilterSheet isOpen={isFiltering} filter={filter} known={{ categories, brands: brandsOf(products) }} onApply={apply} onClose={() => setFiltering(false)} />
    </>
  )
}

function brandsOf(products: readonly { brand: string }[]): string[] {
  return [...new Set(products.map(({ brand }) => brand))].sort((a, b) => a.localeCompare(b, 'zh'))
}

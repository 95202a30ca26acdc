import type { ProductSort } from '@contract/catalogue'
import type { IconName } from '@/styles/iconNames'
import { texts } from '../texts'

export interface SortChoice {
  /** The order that a tap asks for. */
  sort: ProductSort
  text: string
  /** What a screen reader says, where the text leaves the direction open. */
  label?: string
  isOn: boolean
  icon?: IconName
}

/** The orders that are offered, given the one in force. A second tap on the price turns it round. */
export function sortChoices(current: ProductSort): SortChoice[] {
  const simple = (sort: ProductSort): SortChoice => ({ sort, text: texts.list.sorts[sort], isOn: sort === current })
  return [simple('recommended'), priceChoice(current), simple('discount'), simple('remainingDays'), simple('sales')]
}

function priceChoice(current: ProductSort): SortChoice {
  const text = texts.list.sorts.price
  if (current === 'price') return { sort: '-price', text, label: texts.list.priceUp, isOn: true, icon: 'arrow-up' }
  if (current === '-price') return { sort: 'price', text, label: texts.list.priceDown, isOn: true, icon: 'arrow-down' }
  return { sort: 'price', text, isOn: false, icon: 'arrow-up-down' }
}

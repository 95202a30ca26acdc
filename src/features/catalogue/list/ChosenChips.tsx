import { Chip, ChipRow } from '@/components/Chip'
import { Icon } from '@/components/Icon'
import type { ProductFilter } from '../productFilter'
import { texts } from '../texts'
import { chosenTexts, type NamedCategory } from './filterChoices'

interface ChosenChipsProps {
  filter: ProductFilter
  categories: readonly NamedCategory[]
  onChange: (filter: ProductFilter) => void
}

/** What is filtered by, in sight and one tap from gone. */
export function ChosenChips({ filter, categories, onChange }: ChosenChipsProps) {
  const chosen = chosenTexts(filter, categories)
  if (chosen.length === 0) return null
  const without = (keys: readonly (keyof ProductFilter)[]) => {
    const rest = { ...filter }
    for (const key of keys) delete rest[key]
    return rest
  }
  return (
    <ChipRow label={texts.list.chosen}>
      {chosen.map(({ text, keys }) => (
        <Chip key={text} outlined label={texts.list.removeChoice(text)} onTap={() => onChange(without(keys))}>
          {text}
          <Icon name="x" />
        </Chip>
      ))}
    </ChipRow>
  )
}

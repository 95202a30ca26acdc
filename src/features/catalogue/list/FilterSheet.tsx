import { useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '@/components/Button'
import { Chip, ChipRow } from '@/components/Chip'
import { Heading } from '@/components/Heading'
import { Sheet } from '@/components/Sheet'
import { useBrandsQuery } from '../catalogueApi'
import { compact, withoutChoices, type ProductFilter } from '../productFilter'
import { texts } from '../texts'
import { filterGroups, isChosen, withChoice, type KnownChoices } from './filterChoices'
import styles from './List.module.scss'

interface FilterSheetProps {
  isOpen: boolean
  filter: ProductFilter
  /** Brands are those seen so far, for as long as the shop's are not known. */
  known: KnownChoices
  onApply: (filter: ProductFilter) => void
  onClose: () => void
}

/** Choices are collected and asked for once: the list behind does not jump at every tap. */
export function FilterSheet({ isOpen, filter, known, onApply, onClose }: FilterSheetProps) {
  const [draft, setDraft] = useState(filter)
  const [wasOpen, setWasOpen] = useState(isOpen)
  // While those of another category are awaited, the ones before stay.
  const { data: brands = known.brands } = useBrandsQuery(compact({ category: draft.category, q: draft.q }), { skip: !isOpen })
  // Every opening begins with what is in force.
  if (isOpen !== wasOpen) {
    setWasOpen(isOpen)
    setDraft(filter)
  }

  const footer = (
    <>
      <Button kind="soft" onTap={() => setDraft(withoutChoices(draft))}>
        {texts.filter.reset}
      </Button>
      <Button block onTap={() => onApply(draft)}>
        {texts.filter.apply}
      </Button>
    </>
  )
  return (
    <Sheet isOpen={isOpen} title={texts.filter.title} footer={footer} onClose={onClose}>
      {filterGroups(draft, { ...known, brands }).map((group) => (
        <View key={group.title} className={styles.group}>
          <Heading level={3} className={styles.groupTitle}>
            {group.title}
          </Heading>
          <ChipRow wrap label={group.title}>
            {group.choices.map((choice) => (
              <Chip key={choice.text} outlined isOn={isChosen(draft, group, choice)} onTap={() => setDraft(withChoice(draft, group, choice))}>
                {choice.text}
              </Chip>
            ))}
          </ChipRow>
        </View>
      ))}
    </Sheet>
  )
}

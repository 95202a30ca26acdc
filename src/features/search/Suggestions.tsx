import { View } from '@tarojs/components'
import { useSuggestionsQuery } from '@/features/catalogue/catalogueApi'
import { aria } from '@/components/aria'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { cleanWord } from './searchHistorySlice'
import styles from './Search.module.scss'
import { texts } from './texts'
import { useDebounced } from './useDebounced'

const TYPING_PAUSE_MS = 220

interface SuggestionsProps {
  typed: string
  onSearch: (word: string) => void
}

/** What may be meant, while typing. */
export function Suggestions({ typed, onSearch }: SuggestionsProps) {
  const word = cleanWord(typed)
  const settled = useDebounced(word, TYPING_PAUSE_MS)
  // `currentData` belongs to `settled`: an answer to what was typed before is never shown, however late it comes.
  const { currentData } = useSuggestionsQuery(settled ?? '', { skip: !settled })
  const words = settled === word ? (currentData ?? []).filter((one) => one !== word) : []
  return (
    <View className={styles.list} {...aria({ role: 'list', label: texts.suggestions })}>
      <Suggestion key="typed" text={texts.searchFor(word)} onTap={() => onSearch(word)} />
      {words.map((one) => (
        <Suggestion key={one} text={one} onTap={() => onSearch(one)} />
      ))}
    </View>
  )
}

function Suggestion({ text, onTap }: { text: string; onTap: () => void }) {
  return (
    <View className={styles.item} {...aria({ role: 'listitem' })}>
      <Tappable className={styles.suggestion} onTap={onTap}>
        <Icon name="search" className={styles.icon} />
        {text}
      </Tappable>
    </View>
  )
}

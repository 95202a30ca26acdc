import { View } from '@tarojs/components'
import { Chip, ChipRow } from '@/components/Chip'
import { Heading } from '@/components/Heading'
import { hrefOf } from '@/features/shell/navigation'
import styles from './Search.module.scss'

interface WordChipsProps {
  title: string
  words: readonly string[]
  action?: { label: string; onTap: () => void }
  onSearch: (word: string) => void
}

export function WordChips({ title, words, action, onSearch }: WordChipsProps) {
  if (words.length === 0) return null
  return (
    <View className={styles.group}>
      <View className={styles.head}>
        <Heading level={2} className={styles.title}>
          {title}
        </Heading>
        {action && <Chip onTap={action.onTap}>{action.label}</Chip>}
      </View>
      <ChipRow wrap label={title}>
        {words.map((word) => (
          <Chip key={word} outlined href={hrefOf({ page: 'list', params: { q: word } })} onTap={() => onSearch(word)}>
            {word}
          </Chip>
        ))}
      </ChipRow>
    </View>
  )
}

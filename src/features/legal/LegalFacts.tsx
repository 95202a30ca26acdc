import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import type { LegalFact } from './legalText'
import { texts } from './texts'
import styles from './LegalArticle.module.scss'

/** What is stored, why, and how long: a table in content, told line by line because a phone has no room for columns. */
export function LegalFacts({ facts }: { facts: readonly LegalFact[] }) {
  return (
    <View className={styles.facts} {...aria({ role: 'list' })}>
      {facts.map(({ what, why, kept }) => (
        <View key={what} className={styles.fact} {...aria({ role: 'listitem' })}>
          <View className={styles.what}>{what}</View>
          <Line name={texts.why} text={why} />
          <Line name={texts.kept} text={kept} />
        </View>
      ))}
    </View>
  )
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <View className={styles.line}>
      <View className={styles.name}>{name}</View>
      <View className={styles.told}>{text}</View>
    </View>
  )
}

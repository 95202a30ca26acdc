import { View } from '@tarojs/components'
import { aria } from '@/components/aria'
import { Heading } from '@/components/Heading'
import { LegalFacts } from './LegalFacts'
import type { LegalSection, LegalText } from './legalText'
import { texts } from './texts'
import styles from './LegalArticle.module.scss'

/** A long text made for reading: the gist first, then clauses with headings to jump by. The bar above says its title. */
export function LegalArticle({ text }: { text: LegalText }) {
  return (
    <View className={styles.article} {...aria({ role: 'article', label: text.title })}>
      <View className={styles.version}>{texts.version}</View>
      <View className={styles.summary}>
        <Heading level={2} className={styles.gist}>
          {texts.summary}
        </Heading>
        <Points items={text.summary} />
      </View>
      {text.sections.map((section) => (
        <Section key={section.heading} {...section} />
      ))}
    </View>
  )
}

function Section({ heading, paragraphs, facts, points }: LegalSection) {
  return (
    <View className={styles.section}>
      <Heading level={2} className={styles.heading}>
        {heading}
      </Heading>
      {paragraphs?.map((paragraph) => (
        <View key={paragraph} className={styles.paragraph}>
          {paragraph}
        </View>
      ))}
      {facts && <LegalFacts facts={facts} />}
      {points && <Points items={points} />}
    </View>
  )
}

function Points({ items }: { items: readonly string[] }) {
  return (
    <View {...aria({ role: 'list' })}>
      {items.map((item) => (
        <View key={item} className={styles.point} {...aria({ role: 'listitem' })}>
          {item}
        </View>
      ))}
    </View>
  )
}

import { useState } from 'react'
import { View } from '@tarojs/components'
import { useHotWordsQuery } from '@/features/catalogue/catalogueApi'
import { Button } from '@/components/Button'
import { SearchBar } from '@/components/SearchBar'
import { open } from '@/features/shell/navigation'
import { toastShown } from '@/features/shell/toastSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { cleanWord, historyCleared, selectSearchHistory, wordSearched } from './searchHistorySlice'
import styles from './Search.module.scss'
import { Suggestions } from './Suggestions'
import { texts } from './texts'
import { WordChips } from './WordChips'

/** What was searched before, what others search, and suggestions from the first character on. */
export function SearchView({ initialWord = '' }: { initialWord?: string }) {
  const [typed, setTyped] = useState(initialWord)
  const dispatch = useAppDispatch()
  const history = useAppSelector(selectSearchHistory)
  // Nice to have: a failure shows nothing, and nobody misses it.
  const { data: hotWords = [] } = useHotWordsQuery()

  const search = (text: string) => {
    const word = cleanWord(text)
    if (word === '') return
    setTyped(word)
    dispatch(wordSearched(word))
    void open({ page: 'list', params: { q: word } })
  }
  const clear = () => {
    dispatch(historyCleared())
    dispatch(toastShown(texts.cleared))
  }
  return (
    <View className={styles.view}>
      <View className={styles.top}>
        <SearchBar autoFocus value={typed} label={texts.label} placeholder={texts.placeholder} onChange={setTyped} onSearch={search} />
        <Button kind="text" onTap={() => search(typed)}>
          {texts.submit}
        </Button>
      </View>
      {cleanWord(typed) === '' ? (
        <>
          <WordChips title={texts.history} words={history} action={{ label: texts.clear, onTap: clear }} onSearch={search} />
          <WordChips title={texts.hotWords} words={hotWords} onSearch={search} />
        </>
      ) : (
        <Suggestions typed={typed} onSearch={search} />
      )}
    </View>
  )
}

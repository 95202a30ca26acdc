import { createSlice, type PayloadAction } from '@reduxjs/toolkit'

const KEPT_WORDS = 12
const WORD_MAX_LENGTH = 32

export interface SearchHistoryState {
  /** Latest first. */
  words: string[]
}

const initialState: SearchHistoryState = { words: [] }

/** What was searched for on this phone. It never leaves it, and is not bound to an account. */
export const searchHistorySlice = createSlice({
  name: 'searchHistory',
  initialState,
  reducers: {
    wordSearched(state, action: PayloadAction<string>) {
      const word = cleanWord(action.payload)
      if (word === '') return
      state.words = [word, ...state.words.filter((one) => one !== word)].slice(0, KEPT_WORDS)
    },
    historyCleared(state) {
      state.words = []
    },
  },
  selectors: {
    selectSearchHistory: (state) => state.words,
  },
})

export const { wordSearched, historyCleared } = searchHistorySlice.actions
export const { selectSearchHistory } = searchHistorySlice.selectors

/** One word for all spellings that differ in blanks alone. */
export function cleanWord(text: string): string {
  return text.trim().replace(/\s+/g, ' ').slice(0, WORD_MAX_LENGTH)
}

import type { PropsWithChildren } from 'react'
import { Provider } from 'react-redux'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { appShown } from '@/store/appEvents'
import { createShop } from '@/store/createShop'
import './app.scss'

const { store, persistor } = createShop()

export default function App({ children }: PropsWithChildren) {
  useDidShow(() => void store.dispatch(appShown()))
  // WeChat ends hidden apps without a word, and a page that is left may never come back.
  useDidHide(() => void persistor.flush())
  return <Provider store={store}>{children}</Provider>
}

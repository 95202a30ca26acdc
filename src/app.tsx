import type { PropsWithChildren } from 'react'
import { Provider } from 'react-redux'
import { useDidShow } from '@tarojs/taro'
import { appShown } from '@/store/appEvents'
import { createShop } from '@/store/createShop'
import './app.scss'

const store = createShop()

export default function App({ children }: PropsWithChildren) {
  useDidShow(() => void store.dispatch(appShown()))
  return <Provider store={store}>{children}</Provider>
}

import Taro from '@tarojs/taro'
import type { Connectivity } from './platform'

/** Mini-program. "Unknown" counts as online: a request tells better than a guess. */
export const connectivity: Connectivity = {
  isOnline: () =>
    Taro.getNetworkType().then(
      ({ networkType }) => networkType !== 'none',
      () => true,
    ),
  onChange(listener) {
    const handleChange = ({ isConnected }: { isConnected: boolean }) => listener(isConnected)
    Taro.onNetworkStatusChange(handleChange)
    return () => Taro.offNetworkStatusChange(handleChange)
  },
}

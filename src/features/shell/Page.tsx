import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { cx } from '@/components/cx'
import { usePageView } from '@/features/analytics/usePageView'
import { SignInSheet } from '@/features/gate/SignInSheet'
import { PrivacySheet } from '@/features/privacy/PrivacySheet'
import { selectTextSize } from '@/features/settings/settingsSlice'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { OfflineBanner } from './OfflineBanner'
import { PageKeyProvider } from './PageKeyProvider'
import type { PageProps } from './pageProps'
import { tabShown } from './tabShown'
import { ToastHost } from './ToastHost'
import { usePageTitle } from './usePageTitle'
import styles from './Page.module.scss'

/** Root of every page (mini-program): tokens, text size, and what may lie over any page. */
export function Page({ title, tab, width = 'narrow', bar, children }: PageProps) {
  const dispatch = useAppDispatch()
  const isLarge = useAppSelector(selectTextSize) === 'large'
  usePageView()
  usePageTitle(title)
  useDidShow(() => void (tab && dispatch(tabShown())))
  return (
    <PageKeyProvider>
      <View className={cx('app', isLarge && 'large', styles.page)}>
        <OfflineBanner />
        <View className={cx(styles.main, styles[width])}>{children}</View>
        {bar && (
          <View className={styles.bar}>
            <View className={styles.barInner}>{bar}</View>
          </View>
        )}
        <SignInSheet />
        <PrivacySheet />
        <ToastHost />
      </View>
    </PageKeyProvider>
  )
}

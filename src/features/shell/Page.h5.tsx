import { useId, useRef } from 'react'
import { SHOP_NAME } from '@domain/shop'
import { cx } from '@/components/cx'
import { usePageView } from '@/features/analytics/usePageView'
import { SignInSheet } from '@/features/gate/SignInSheet'
import { selectTextSize } from '@/features/settings/settingsSlice'
import { useAppSelector } from '@/store/hooks'
import '@/styles/base.h5.scss'
import { NavBar } from './NavBar'
import { OfflineBanner } from './OfflineBanner'
import { PageKeyProvider } from './PageKeyProvider'
import type { PageProps } from './pageProps'
import { TabBar } from './TabBar'
import { texts } from './texts'
import { ToastHost } from './ToastHost'
import { usePagePlace } from './usePagePlace.h5'
import { usePageTitle } from './usePageTitle'
import styles from './Page.module.scss'

/** The same on H5, with what WeChat gives the mini-program: bars, landmarks, a way past them. */
export function Page({ title, tab, width = 'narrow', isTitleInContent, actions, bar, children }: PageProps) {
  const isLarge = useAppSelector(selectTextSize) === 'large'
  const mainId = useId()
  const main = useRef<HTMLElement>(null)
  usePagePlace(main)
  usePageView()
  usePageTitle(title === SHOP_NAME ? title : `${title} · ${SHOP_NAME}`)
  return (
    <PageKeyProvider>
      <div className={cx('app', isLarge && 'large', styles.page, tab ? styles.tabbed : styles.framed)}>
        <a className={styles.skip} href={`#${mainId}`} onClick={(event) => skipTo(event, mainId)}>
          {texts.skip}
        </a>
        {!tab && <NavBar title={isTitleInContent ? null : title} width={width} actions={actions} />}
        <OfflineBanner />
        <main ref={main} id={mainId} tabIndex={-1} className={cx(styles.main, styles[width])}>
          {tab && !isTitleInContent && <h1 className={styles.unseen}>{title}</h1>}
          {children}
        </main>
        {bar && (
          <section className={styles.bar} aria-label={texts.actions}>
            <div className={styles.barInner}>{bar}</div>
          </section>
        )}
        <TabBar current={tab} />
        <SignInSheet />
        <ToastHost />
      </div>
    </PageKeyProvider>
  )
}

/** By hand: a change of the hash would be a new place for Taro's router. */
function skipTo(event: { preventDefault: () => void }, mainId: string) {
  event.preventDefault()
  document.getElementById(mainId)?.focus()
}

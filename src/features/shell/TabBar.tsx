import { aria } from '@/components/aria'
import { CountMark } from '@/components/CountMark'
import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { SHOP_NAME } from '@domain/shop'
import { selectCartCount } from '@/features/cart/selectCart'
import { useAppSelector } from '@/store/hooks'
import type { IconName } from '@/styles/iconNames'
import { hrefOf, open } from './navigation'
import { RouteLink } from './RouteLink'
import { TABS, type TabName } from './routes'
import { texts } from './texts'
import styles from './TabBar.module.scss'

const ICONS: Record<TabName, IconName> = { home: 'house', categories: 'layout-grid', cart: 'shopping-cart', mine: 'user-round' }

/** H5's tabs: at the foot of a phone's tab pages, at the head of every page on a wide window. */
export function TabBar({ current }: { current?: TabName }) {
  const count = useAppSelector(selectCartCount)
  return (
    <nav className={cx(styles.bar, !current && styles.away)} {...aria({ label: texts.mainNavigation })}>
      <div className={styles.inner}>
        <RouteLink to={{ page: 'home' }} className={styles.brand}>
          {SHOP_NAME}
        </RouteLink>
        {TABS.map((tab) => (
          <Tappable
            key={tab}
            className={cx(styles.tab, tab === current && styles.on)}
            href={hrefOf({ page: tab })}
            current={tab === current ? 'page' : undefined}
            label={tab === 'cart' && count > 0 ? texts.cartCount(count) : undefined}
            onTap={() => void (tab !== current && open({ page: tab }))}
          >
            <span className={styles.icon}>
              <Icon name={ICONS[tab]} />
              {tab === 'cart' && <CountMark count={count} />}
            </span>
            {texts.tabs[tab]}
          </Tappable>
        ))}
        <RouteLink to={{ page: 'search' }} className={styles.search} label={texts.search}>
          <Icon name="search" />
        </RouteLink>
      </div>
    </nav>
  )
}

import type { ReactNode } from 'react'
import { cx } from '@/components/cx'
import { Icon } from '@/components/Icon'
import { Tappable } from '@/components/Tappable'
import { back } from './navigation'
import { texts } from './texts'
import styles from './NavBar.module.scss'

interface NavBarProps {
  title: string | null
  width: 'narrow' | 'wide'
  actions?: ReactNode
}

/** H5's bar on pages that lead back; in the mini-program it is WeChat's. */
export function NavBar({ title, width, actions }: NavBarProps) {
  return (
    <header className={cx(styles.nav, title === null && styles.over)}>
      <div className={cx(styles.inner, styles[width])}>
        <Tappable className={styles.back} label={texts.back} onTap={() => void back()}>
          <Icon name="chevron-left" />
        </Tappable>
        {title === null ? <span /> : <h1 className={styles.title}>{title}</h1>}
        <div className={styles.actions}>{actions}</div>
      </div>
    </header>
  )
}

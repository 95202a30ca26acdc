import { SHOP_SLOGAN } from '@domain/shop'
import { Heading } from '@/components/Heading'
import styles from './Home.module.scss'

/** WeChat's bar above the page says the name already (mini-program). */
export function HomeBrand() {
  return (
    <Heading level={1} className={styles.motto}>
      {SHOP_SLOGAN}
    </Heading>
  )
}

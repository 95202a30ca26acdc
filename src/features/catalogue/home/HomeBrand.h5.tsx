import { SHOP_NAME, SHOP_SLOGAN } from '@domain/shop'
import styles from './Home.module.scss'

/** The shop's name and what it stands for; a wide window has the name at the head of the site. */
export function HomeBrand() {
  return (
    <>
      <h1 className={styles.shop}>{SHOP_NAME}</h1>
      <div className={styles.slogan}>{SHOP_SLOGAN}</div>
    </>
  )
}

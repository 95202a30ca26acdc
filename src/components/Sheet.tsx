import { ScrollView, View } from '@tarojs/components'
import { aria } from './aria'
import { cx } from './cx'
import { Heading } from './Heading'
import { Icon } from './Icon'
import type { SheetProps } from './sheetProps'
import { Tappable } from './Tappable'
import { useLeaving } from './useLeaving'
import styles from './Sheet.module.scss'

/** A sheet from the bottom, over the page that the shopper is on (mini-program). */
export function Sheet({ isOpen, title, art, centred, children, footer, onClose }: SheetProps) {
  const isPresent = useLeaving(isOpen)
  // The outer View stays: hiding the sheet then sends this node alone, and not all of its siblings.
  return (
    <View>
      {isPresent && (
        <View className={cx(styles.layer, !isOpen && styles.leaving)} {...aria({ hidden: isOpen ? undefined : true })}>
          <View className={styles.mask} catchMove onClick={onClose} {...aria({ role: 'button', label: '关闭' })} />
          <View className={styles.sheet} {...aria({ role: 'dialog', label: title })}>
            <View className={styles.grip} />
            <View className={cx(centred && styles.middle)}>
              {art && <View className={styles.art}>{art}</View>}
              <View className={styles.head}>
                <Heading level={2} className={styles.title}>
                  {title}
                </Heading>
                <Tappable className={styles.close} label="关闭" onTap={onClose}>
                  <Icon name="x" />
                </Tappable>
              </View>
            </View>
            <ScrollView scrollY className={cx(styles.content, footer !== undefined && styles.footed)}>
              {children}
            </ScrollView>
            {footer !== undefined && <View className={styles.footer}>{footer}</View>}
          </View>
        </View>
      )}
    </View>
  )
}

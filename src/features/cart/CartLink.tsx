import { View } from '@tarojs/components'
import { CountMark } from '@/components/CountMark'
import { Icon } from '@/components/Icon'
import { RouteLink } from '@/features/shell/RouteLink'
import { useAppSelector } from '@/store/hooks'
import { selectCartCount } from './selectCart'
import { texts } from './texts'

interface CartLinkProps {
  className?: string
  /** Holds the mark to the icon. */
  iconClass?: string
}

/** The way to the cart, with how much is in it. */
export function CartLink({ className, iconClass }: CartLinkProps) {
  const count = useAppSelector(selectCartCount)
  return (
    <RouteLink className={className} to={{ page: 'cart' }} label={count > 0 ? texts.inCart(count) : texts.title}>
      <View className={iconClass}>
        <Icon name="shopping-cart" />
        <CountMark count={count} />
      </View>
    </RouteLink>
  )
}

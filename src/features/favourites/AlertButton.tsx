import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { texts } from './texts'
import { useAlert } from './useAlert'

interface AlertButtonProps {
  productId: string
  /** For the accessible name: a list has many bells. */
  productName: string
  isSoldOut: boolean
  /** Where it is the first thing to do. */
  isMain?: boolean
  className?: string
}

/** The bell: back for sale, cheaper, in its last days. Anybody may tap it; a guest is asked to sign in, and then it is done. */
export function AlertButton({ productId, productName, isSoldOut, isMain, className }: AlertButtonProps) {
  const { isOn, toggle } = useAlert(productId)
  const words = isOn ? texts.reminding : isSoldOut ? texts.remindBack : texts.remind
  return (
    <Button
      kind={isMain && !isOn ? 'primary' : 'soft'}
      size={isMain ? 'normal' : 'small'}
      className={className}
      label={isOn ? texts.remindNoMore(productName) : `${words}，${productName}`}
      onTap={() => void toggle()}
    >
      <Icon name={isOn ? 'check' : 'bell'} />
      {words}
    </Button>
  )
}

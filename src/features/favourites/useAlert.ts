import { useGate } from '@/features/gate/useGate'
import { hasCapability } from '@/features/session/capability'
import { toastShown } from '@/features/shell/toastSlice'
import { askForMessage } from '@/platform/askForMessage'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { useFavouriteIdsQuery, useSetAlertMutation } from './favouritesApi'
import { texts } from './texts'

/**
 * Whether the shopper is told what becomes of this product, and the tap that changes it. A message in WeChat is a bonus for
 * whoever is signed in as he taps: behind the gate there is no tap any more for WeChat to ask in, and the notice in the app does.
 */
export function useAlert(productId: string): { isOn: boolean; toggle: () => Promise<void> } {
  const dispatch = useAppDispatch()
  const pass = useGate()
  const isMember = useAppSelector((state) => hasCapability(state, 'member'))
  const { isOn, templateId } = useFavouriteIdsQuery(undefined, {
    skip: !isMember,
    selectFromResult: ({ data }) => ({ isOn: isMember && (data?.alerts.includes(productId) ?? false), templateId: isMember && data?.messageTemplateId }),
  })
  const [set] = useSetAlertMutation()

  const toggle = async () => {
    if (isOn) {
      const { error } = await set({ productId, isOn: false })
      if (error) dispatch(toastShown(texts.alertFailed, 'failed'))
      return
    }
    // First of all: WeChat shows its dialog only within the tap.
    const message = templateId ? await askForMessage(templateId) : false
    pass({ require: 'member', intent: { type: 'favourites/alert', payload: { productId, message } }, purpose: 'remind' })
  }
  return { isOn, toggle }
}

import { ADDRESS_LIMIT } from '@contract/limits'
import { useAppSelector } from '@/store/hooks'

/** Not where the list offers it by itself (empty), nor where there is no room for another. */
export function useCanAddAddress(): boolean {
  const count = useAppSelector(({ addresses }) => addresses.items.length)
  return count > 0 && count < ADDRESS_LIMIT
}

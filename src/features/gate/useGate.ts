import { useCallback } from 'react'
import { useAppDispatch } from '@/store/hooks'
import { passGate, type GateRequest } from './passGate'
import { usePageKey } from '@/features/shell/PageKeyProvider'

/** The gate for an action: `const pass = useGate()`, then `pass({ require, intent, purpose })` on the tap. */
export function useGate(): (request: GateRequest) => void {
  const dispatch = useAppDispatch()
  const page = usePageKey()
  return useCallback((request: GateRequest) => void dispatch(passGate({ ...request, page })), [dispatch, page])
}

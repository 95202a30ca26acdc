import type { ReactNode } from 'react'
import { hasCapability } from '@/features/session/capability'
import { ensureSession } from '@/features/session/ensureSession'
import { selectSessionStatus } from '@/features/session/sessionSlice'
import { StateView } from '@/components/StateView'
import { useAppDispatch, useAppSelector } from '@/store/hooks'
import { GuestNotice } from './GuestNotice'
import type { GateRequest } from './passGate'
import { useGate } from './useGate'

interface LoginGateProps extends GateRequest {
  /**
   * A function gates an action: it gets `run`, to be called on the tap. Anything else is a section that only those see
   * who may; the others see `fallback`.
   */
  children: ReactNode | ((run: () => void) => ReactNode)
  /** Section only: what a guest sees; without it, a sentence and a button. */
  fallback?: (run: () => void) => ReactNode
  /** Section only: in the shape of the section, until it is known who looks. */
  skeleton?: ReactNode
}

/**
 * Wraps an action or a section that needs an account. Guests browse on: a tap brings the sheet, a sign-in completes the
 * action by itself, exactly once. docs/login-gate.md shows how to gate a feature.
 */
export function LoginGate({ require, intent, purpose, children, fallback, skeleton }: LoginGateProps) {
  const pass = useGate()
  const dispatch = useAppDispatch()
  const status = useAppSelector(selectSessionStatus)
  const isAllowed = useAppSelector((state) => hasCapability(state, require))
  const run = () => pass({ require, intent, purpose })

  if (typeof children === 'function') return <>{children(run)}</>
  if (isAllowed) return <>{children}</>
  if (status === 'unknown') return <StateView status="loading" skeleton={skeleton} />
  if (status === 'unavailable') return <StateView status="offline" onRetry={() => void dispatch(ensureSession())} />
  return <>{fallback ? fallback(run) : <GuestNotice purpose={purpose} onTap={run} />}</>
}

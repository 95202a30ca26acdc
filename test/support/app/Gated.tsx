import type { Capability } from '@contract/identity'
import { LoginGate } from '@/features/gate/LoginGate'
import { SignInSheet } from '@/features/gate/SignInSheet'

/** A page with one gated action, and the sheet that pages host. */
export function Gated({ require = 'member' }: { require?: Capability }) {
  return (
    <>
      <LoginGate require={require} purpose="favourite" intent={{ type: 'favourites/add', payload: { productId: 'p1' } }}>
        {(run) => <button onClick={run}>收藏</button>}
      </LoginGate>
      <SignInSheet />
    </>
  )
}

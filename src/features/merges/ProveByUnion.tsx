import { useState } from 'react'
import type { ApiError } from '@/api/apiError'
import { Button } from '@/components/Button'
import { Panel } from '@/components/Panel'
import { errorText } from '@/features/errors/errorText'
import { useAppDispatch } from '@/store/hooks'
import { useMergesQuery } from './mergesApi'
import { proveByUnion } from './mergeThunks'
import type { ProveByUnionProps } from './proveByUnionProps'
import { texts } from './texts'

/** Mini-program: WeChat itself knows of the other account, so that one tap proves it. Nothing where it knows of none. */
export function ProveByUnion({ onProven }: ProveByUnionProps) {
  const dispatch = useAppDispatch()
  const { currentData } = useMergesQuery()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const prove = async () => {
    setBusy(true)
    const result = await dispatch(proveByUnion())
    setBusy(false)
    if (proveByUnion.fulfilled.match(result)) onProven(result.payload)
    else setError(result.payload ?? null)
  }
  if (!currentData?.hasUnionConflict) return null
  return (
    <Panel title={texts.wechatTitle} text={texts.wechatText} error={error && errorText(error)}>
      <Button block size="large" loading={isBusy} onTap={() => void prove()}>
        {texts.wechat}
      </Button>
    </Panel>
  )
}

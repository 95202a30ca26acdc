import { useState } from 'react'
import { useDidShow } from '@tarojs/taro'
import { Cell } from '@/components/Cell'
import { openContract } from '@/features/privacy/openContract'
import { isContractNeeded } from '@/features/privacy/isContractNeeded'
import { useAppDispatch } from '@/store/hooks'
import { texts } from './texts'

/** WeChat's own contract of this mini-program, and whether this phone has agreed to it. */
export function WechatContractCell() {
  const dispatch = useAppDispatch()
  const [isNeeded, setNeeded] = useState<boolean | null>(null)
  useDidShow(() => void dispatch(isContractNeeded()).then(setNeeded))
  return (
    <Cell
      icon="message-circle"
      title={texts.contract}
      value={isNeeded === null ? undefined : isNeeded ? texts.contractNeeded : texts.contractAgreed}
      onTap={() => void dispatch(openContract())}
    />
  )
}

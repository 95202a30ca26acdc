import { useState } from 'react'
import { View } from '@tarojs/components'
import type { Merge, MergePreview as Preview } from '@contract/merges'
import type { ApiError } from '@/api/apiError'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { Panel } from '@/components/Panel'
import { errorText } from '@/features/errors/errorText'
import { useAppDispatch } from '@/store/hooks'
import { useCancelMergeMutation } from './mergesApi'
import { confirmMerge } from './mergeThunks'
import { PreviewLine } from './PreviewLine'
import { texts } from './texts'

interface MergePreviewProps {
  id: string
  preview: Preview
  onJoined: (merge: Merge) => void
  /** A proof has become too old meanwhile: the server says which. */
  onStale: () => void
  onLeave: () => void
}

/** What comes over, before the yes. */
export function MergePreview({ id, preview, onJoined, onStale, onLeave }: MergePreviewProps) {
  const dispatch = useAppDispatch()
  const [cancel] = useCancelMergeMutation()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const confirm = async () => {
    setBusy(true)
    const result = await dispatch(confirmMerge(id))
    setBusy(false)
    if (confirmMerge.fulfilled.match(result)) return onJoined(result.payload)
    if (isStale(result.payload)) return onStale()
    setError(result.payload ?? null)
  }
  const leave = () => {
    void cancel(id)
    onLeave()
  }
  return (
    <Panel title={texts.previewTitle} text={texts.previewText} error={error && errorText(error)}>
      <View {...aria({ role: 'list', label: texts.previewTitle })}>
        <PreviewLine name={texts.other} value={texts.otherName(preview.nickname, preview.phone)} />
        <PreviewLine name={texts.signIns} value={signInsOf(preview)} />
        {preview.parts.map(({ kind, count, examples, leftBehind }) => (
          <PreviewLine
            key={kind}
            name={texts.kinds[kind]}
            value={count === 0 ? texts.nothing : `${count} ${texts.units[kind]}`}
            note={[
              examples.length > 0 ? texts.etc(examples, count > examples.length) : '',
              leftBehind > 0 ? texts.leftBehind(leftBehind, texts.units[kind]) : '',
            ]}
          />
        ))}
      </View>
      <Button block size="large" loading={isBusy} onTap={() => void confirm()}>
        {texts.confirm}
      </Button>
      <Button kind="text" block disabled={isBusy} onTap={leave}>
        {texts.notNow}
      </Button>
    </Panel>
  )
}

function signInsOf({ phone, hasWechat }: Preview): string {
  return [...(phone ? [texts.byPhone(phone)] : []), ...(hasWechat ? [texts.byWechat] : [])].join('、')
}

function isStale(error: ApiError | undefined): boolean {
  return error?.kind === 'problem' && ['proof_required', 'merge_not_proven', 'merge_closed'].includes(error.code)
}

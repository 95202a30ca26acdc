import type { Merge, MergePreview } from '@contract/merges'

export function makePreview(over: Partial<MergePreview> = {}): MergePreview {
  return {
    nickname: '小满',
    createdAt: '2026-01-01T00:00:00.000Z',
    phone: '139****9000',
    hasWechat: true,
    parts: [
      { kind: 'addresses', count: 2, examples: ['王小满 上海市黄浦区', '李四 杭州市西湖区'], leftBehind: 0 },
      { kind: 'favourites', count: 0, examples: [], leftBehind: 3 },
    ],
    ...over,
  }
}

export function makeMerge(over: Partial<Merge> = {}): Merge {
  return { id: 'm1', by: 'phone', phone: '139****9000', status: 'open', needs: ['other'], preview: null, joinedAt: null, undoUntil: null, ...over }
}

export const joined = makeMerge({ status: 'joined', needs: [], joinedAt: '2026-11-25T02:00:00.000Z', undoUntil: '2026-12-02T02:00:00.000Z' })
export const codeSent = { requestId: 'r1', expiresInSeconds: 300, retryAfterSeconds: 60 }

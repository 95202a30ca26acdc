import type { Notice, SessionInfo } from '@contract/sessions'

export function makeSession(over: Partial<SessionInfo> = {}): SessionInfo {
  return {
    id: 's1',
    client: 'weapp',
    device: 'iPhone',
    place: '上海',
    createdAt: '2026-11-20T02:00:00.000Z',
    lastSeenAt: '2026-11-25T13:04:00.000Z',
    isCurrent: true,
    ...over,
  }
}

export function makeNotice(over: Partial<Notice> = {}): Notice {
  return { id: 'n1', kind: 'newSignIn', at: '2026-11-25T13:04:00.000Z', isRead: false, sessionId: 's2', client: 'h5', device: 'Mac · Safari', place: '上海', ...over }
}

import type { AlertNotice, BestBeforeNotice, ShippedNotice, SessionInfo, SignInNotice } from '@contract/sessions'

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

/** Three days before the date of a bottle of milk. */
export function makeDateNotice(over: Partial<BestBeforeNotice> = {}): BestBeforeNotice {
  return { id: 'd1', kind: 'bestBefore', at: '2026-11-25T01:00:00.000Z', isRead: false, orderNumber: '261122-7K4M9-QXR2T', batchId: 'b1', name: '鲜牛奶', expiresOn: '2026-11-28', remainingDays: 3, ...over }
}

export function makeAlertNotice(over: Partial<AlertNotice> = {}): AlertNotice {
  return { id: 'a1', kind: 'priceFell', at: '2026-11-25T01:00:00.000Z', isRead: false, productId: 'p1', name: '鲜牛奶', fromCents: 1290, priceCents: 990, expiresOn: '2026-11-30', remainingDays: 5, ...over }
}

export function makeShippedNotice(): ShippedNotice {
  return { id: 's1', kind: 'shipped', at: '2026-11-25T01:00:00.000Z', isRead: false, orderNumber: '261122-7K4M9-QXR2T', carrier: '顺丰速运' }
}

export function makeNotice(over: Partial<SignInNotice> = {}): SignInNotice {
  return { id: 'n1', kind: 'newSignIn', at: '2026-11-25T13:04:00.000Z', isRead: false, sessionId: 's2', client: 'h5', device: 'Mac · Safari', place: '上海', ...over }
}

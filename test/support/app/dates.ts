import type { DatedLine } from '@contract/dates'
import { picture } from './catalogue'
import { NUMBER } from './orders'

/** Two bars of chocolate, 32 days before their date. Today is 2026-11-22. */
export function makeDatedLine(over: Partial<DatedLine> = {}): DatedLine {
  return {
    orderNumber: NUMBER,
    batchId: 'batch-1',
    batchCode: 'A1',
    productId: 'product-1',
    name: '黑巧克力',
    spec: '',
    picture,
    quantity: 2,
    productionDate: '2025-12-24',
    shelfLifeDays: 365,
    expiresOn: '2026-12-24',
    remainingDays: 32,
    freshness: 'near',
    reminder: { on: '2026-12-17', status: 'off' },
    ...over,
  }
}

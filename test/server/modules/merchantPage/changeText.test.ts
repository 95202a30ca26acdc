import { changeText } from '../../../../server/modules/merchantPage/batchView'

test.each([
  [{ before: { stock: 10, status: 'active' }, after: { stock: 7, status: 'withdrawn' } }, '库存 10 → 7，在售 → 已下架'],
  [{ before: { stock: 7, status: 'active' }, after: { stock: 7, status: 'active' } }, '没有变化'],
  [{ before: { listPriceCents: 1580 }, after: { listPriceCents: 990 } }, '原价 ¥15.80 → ¥9.90'],
  [{ before: { ladder: null }, after: { ladder: [{ minRatio: 0, percent: 20 }] } }, '降价阶梯已改'],
  [{ before: { expiresOn: '2026-06-01' }, after: { expiresOn: '2026-06-02' } }, '到期日 2026-06-01 → 2026-06-02'],
  [{}, '没有变化'],
])('%j reads %s', (detail, text) => {
  expect(changeText(detail)).toBe(text)
})

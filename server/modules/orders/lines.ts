import type { PriceStep } from '@contract/catalogue'
import type { ChangedLine, LineChange, OrderTotals, PreviewLine } from '@contract/orders'
import type { CouponGoods } from '@domain/coupon'
import { freightOf } from '@domain/freight'
import { DEFAULT_TRANSIT_DAYS } from '@domain/shelfLife'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema'
import { problem } from '../../errors'
import { viewBatch } from '../catalogue/batchView'
import { pictureOf } from '../pictures/present'

type Db = Kysely<Database>

export interface WantedLine {
  batchId: string
  quantity: number
  /** What the shopper was shown; without it nothing is compared. */
  priceCents?: number
}

export interface Destination {
  regionCode: string | null
  transitDays: number
}

/** A line as it stands now. `view` is null for a batch that does not exist. */
export interface EvaluatedLine {
  wanted: WantedLine
  view: PreviewLine | null
  /** Slug; for coupons. */
  category: string
  /** For the copy that an order keeps. */
  drawing: { icon: string; tint: PreviewLine['picture']['tint'] } | null
}

/**
 * What the wanted lines are worth on the Shanghai day `today`, sent to `destination`: the one evaluation behind the
 * preview and the order. Answers in the order asked for.
 */
export async function evaluateLines(db: Db, wanted: readonly WantedLine[], destination: Destination, today: string): Promise<EvaluatedLine[]> {
  if (new Set(wanted.map((line) => line.batchId)).size < wanted.length) {
    throw problem('invalid_request', { errors: [{ field: 'body/lines', message: 'must name each batch once' }] })
  }
  const rows = new Map((await findGoods(db, wanted.map((line) => line.batchId))).map((row) => [row.id, row]))
  return wanted.map((line) => {
    const row = rows.get(line.batchId)
    if (!row) return { wanted: line, view: null, category: '', drawing: null }
    return { wanted: line, view: viewLine(row, line, destination, today), category: row.category, drawing: { icon: row.icons[0] ?? '', tint: row.tint } }
  })
}

type GoodsRow = Awaited<ReturnType<typeof findGoods>>[number]

function findGoods(db: Db, batchIds: readonly string[]) {
  return db
    .selectFrom('batch as b')
    .innerJoin('product as p', 'p.id', 'b.product_id')
    .innerJoin('category as k', 'k.id', 'p.category_id')
    .select(['b.id', 'b.code', 'b.product_id', 'b.production_date', 'b.shelf_life_days', 'b.expires_on', 'b.stock', 'b.reserved'])
    .select(['b.list_price_cents', 'b.ladder', 'b.status', 'p.name', 'p.brand', 'p.spec', 'p.icons', 'p.tint', 'p.min_days_at_delivery', 'k.slug as category'])
    .where('b.id', 'in', [...batchIds])
    .execute()
}

function viewLine(row: GoodsRow, wanted: WantedLine, { transitDays }: Destination, today: string): PreviewLine {
  const batch = viewBatch(row, row.min_days_at_delivery, today, transitDays)
  const changes = changesOf(batch, wanted)
  return {
    batchId: row.id,
    batchCode: row.code,
    productId: row.product_id,
    name: row.name,
    brand: row.brand,
    spec: row.spec,
    picture: pictureOf(row.icons[0] ?? '', row.tint, row.name),
    quantity: wanted.quantity,
    priceCents: batch.priceCents,
    listPriceCents: batch.listPriceCents,
    productionDate: batch.productionDate,
    shelfLifeDays: batch.shelfLifeDays,
    expiresOn: batch.expiresOn,
    remainingDays: batch.remainingDays,
    remainingDaysOnArrival: batch.remainingDaysOnArrival,
    freshness: batch.freshness,
    nextStep: nextStepOf(row, transitDays, today),
    nearExpiry: batch.nearExpiry,
    stock: batch.stock,
    orderable: changes.every((change) => change.kind === 'price'),
    changes,
  }
}

/**
 * The next fall of the price that anybody could buy at: the catalogue ends a sale as if every parcel took the time that it takes
 * to most places, so that a near address alone makes no step.
 */
function nextStepOf(row: GoodsRow, transitDays: number, today: string): PriceStep | null {
  return viewBatch(row, row.min_days_at_delivery, today, Math.max(transitDays, DEFAULT_TRANSIT_DAYS)).nextSteps[0] ?? null
}

function changesOf(batch: ReturnType<typeof viewBatch>, { quantity, priceCents = batch.priceCents }: WantedLine): LineChange[] {
  const { expiresOn, remainingDaysOnArrival, stock } = batch
  switch (batch.unsellableReason) {
    // A price means nothing for what may not be sold.
    case 'expired':
      return [{ kind: 'expired', expiresOn }]
    case 'tooClose':
      return [{ kind: 'tooClose', expiresOn, remainingDaysOnArrival }]
    case 'withdrawn':
      return [{ kind: 'unavailable' }]
  }
  return [
    ...(stock < quantity ? [{ kind: 'stock' as const, available: stock }] : []),
    ...(batch.priceCents === priceCents ? [] : [{ kind: 'price' as const, fromCents: priceCents, toCents: batch.priceCents }]),
  ]
}

/** What keeps the lines from being ordered as they are. A price that fell does not: the lower one is charged. */
export function obstaclesOf(lines: readonly EvaluatedLine[]): ChangedLine[] {
  return lines.flatMap(({ wanted, view }): ChangedLine[] => {
    if (!view) return [{ batchId: wanted.batchId, name: null, changes: [{ kind: 'unavailable' }] }]
    const isObstacle = view.changes.some((change) => change.kind !== 'price' || change.toCents > change.fromCents)
    return isObstacle ? [{ batchId: view.batchId, name: view.name, changes: view.changes }] : []
  })
}

/** What a coupon looks at. */
export function goodsOf(lines: readonly EvaluatedLine[]): CouponGoods[] {
  return lines.flatMap(({ view, category }) => (view ? [{ category, priceCents: view.priceCents, quantity: view.quantity }] : []))
}

export function totalsOf(lines: readonly Pick<PreviewLine, 'quantity' | 'priceCents' | 'listPriceCents'>[], regionCode: string | null, couponCents: number): OrderTotals {
  const sum = (value: (line: (typeof lines)[number]) => number) => lines.reduce((total, line) => total + value(line) * line.quantity, 0)
  const goodsCents = sum((line) => line.priceCents)
  const freightCents = freightOf(goodsCents, regionCode)
  return {
    quantity: sum(() => 1),
    goodsCents,
    savedCents: Math.max(0, sum((line) => line.listPriceCents) - goodsCents),
    freightCents,
    couponCents,
    totalCents: goodsCents + freightCents - couponCents,
  }
}

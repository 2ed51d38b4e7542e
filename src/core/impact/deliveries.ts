/** Which deliveries really bite: a purchase order line counts by the promises whose dates hang on it, not by its own days late. */
import { byId } from '../flow/by-id.ts'
import type { PurchaseOrderLine } from '../records/purchase-order-line.ts'
import type { Instant } from '../values/instant.ts'
import { bindingDelivery } from './explain.ts'
import type { LivePlan } from './live-plan.ts'
import { movedDates } from './moved-dates.ts'
import type { Delivery } from './page-answer.ts'
import { planSeconds, type SitePlan } from './site-plan.ts'
import { delaySaid, SupplierDelays } from './supplier-delays.ts'
import { thing } from './things.ts'
import type { WaitingPromises } from './waiting-promises.ts'

const PROMISES_TOLD = 10
const RANK: Readonly<Record<Delivery['bite'], number>> = { bites: 0, binds: 1, free: 2 }

/** Open purchase order lines: those that bite first, then by the least slack behind them, then the most overdue. */
export function deliveriesOf(live: LivePlan, waiting: WaitingPromises, now: Instant): readonly Delivery[] {
  const { site } = live
  const delays = new SupplierDelays(site.model, now)
  const moved = movedDates(live.acting)
  const behind = new Map<string, number[]>()
  for (const line of waiting.open) {
    const id = bindingDelivery(site, line, moved)
    if (id !== undefined) behind.set(id, [...(behind.get(id) ?? []), line])
  }
  const moves = movesOf(live)
  return byId(site.model.byKind.purchaseOrderLine.values())
    .filter(isOpen)
    .map((record) => deliveryOf(site, record, { waiting, delays, lines: behind.get(record.id) ?? [], moved: moves.get(record.id) ?? null }))
    .sort(byBite)
}

/** What has moved deliveries, by their id; of several the last date, and one without a date before all. */
function movesOf({ open, site }: LivePlan): ReadonlyMap<string, NonNullable<Delivery['moved']>> {
  const moves = new Map<string, NonNullable<Delivery['moved']>>()
  for (const id of open) {
    const { kind, purchaseOrderLineId, newAt = null } = site.model.byKind.disruption.get(id) ?? {}
    if (kind !== 'purchaseMoved' || purchaseOrderLineId === undefined) continue
    const before = moves.get(purchaseOrderLineId)
    const isLater = before === undefined || newAt === null || (before.newAt !== null && newAt > before.newAt)
    if (isLater) moves.set(purchaseOrderLineId, { disruptionId: id, newAt })
  }
  return moves
}

function isOpen({ receivedAt, status }: PurchaseOrderLine): boolean {
  return receivedAt === undefined && status !== 'closed' && status !== 'cancelled'
}

interface Known {
  readonly waiting: WaitingPromises
  readonly delays: SupplierDelays
  readonly lines: readonly number[]
  readonly moved: Delivery['moved']
}

/** `lines` come in order of slack. */
function deliveryOf(site: SitePlan, record: PurchaseOrderLine, { waiting, delays, lines, moved }: Known): Delivery {
  const { model } = site
  const { supplierId } = record
  const delay = delays.of(supplierId, record.promisedAt)
  const late = lines.filter((line) => waiting.isLate(line))
  return {
    purchaseOrderLineId: record.id,
    material: thing(model, 'material', record.materialId),
    supplier: supplierId === undefined ? null : thing(model, 'supplier', supplierId),
    quantity: record.quantity,
    promisedAt: record.promisedAt,
    moved,
    bite: late.length > 0 ? 'bites' : lines.length > 0 ? 'binds' : 'free',
    usual: (delay === undefined || supplierId === undefined ? undefined : delaySaid(supplierId, delay)) ?? null,
    overdueSeconds: Math.max(0, site.plan.input.now - planSeconds(site, moved?.newAt ?? record.promisedAt)),
    promises: lines.length,
    first: lines.slice(0, PROMISES_TOLD).map((line) => {
      const salesOrderLineId = site.names.lines[line]!
      const customerId = model.byKind.salesOrderLine.get(salesOrderLineId)?.customerId ?? ''
      return {
        salesOrderLineId,
        customer: thing(model, 'customer', customerId),
        slackSeconds: waiting.slackOf(line),
        late: waiting.isLate(line),
      }
    }),
    atRisk: waiting.count(lines).atRisk,
  }
}

function byBite(a: Delivery, b: Delivery): number {
  const slack = ({ first }: Delivery): number =>
    first[0]?.slackSeconds ?? (first[0]?.late === true ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER)
  return (
    RANK[a.bite] - RANK[b.bite] ||
    slack(a) - slack(b) ||
    b.overdueSeconds - a.overdueSeconds ||
    (a.purchaseOrderLineId < b.purchaseOrderLineId ? -1 : 1)
  )
}

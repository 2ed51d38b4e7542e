/** What moves cost: each part with its reason. A price that nobody has recorded makes the cost unknown, never zero. */
import { workedBefore } from '../../calendar/work-time.ts'
import type { Model } from '../../chain/model.ts'
import type { LivePlan } from '../../impact/live-plan.ts'
import { planSeconds } from '../../impact/site-plan.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { addMoney, type Money, sumMoney, timesMoney } from '../../values/money.ts'
import { convertQuantity } from '../../values/quantity.ts'
import type { CostPart } from '../answer.ts'
import { less } from '../line-money.ts'

export interface Cost {
  readonly parts: readonly CostPart[]
  /** Null where a part is not known, or parts have different currencies. */
  readonly total: Money | null
}

type Move<T extends PlanMove['type']> = Extract<PlanMove, { type: T }>
const HOUR_SECONDS = 3600
/** Less than a minute of work more is not worth a part of its own. */
const LEAST_HOURS = 1 / 60

/** The cost of moves; with the plan that has them, also that of the work which it has more of. */
export function costOf(live: LivePlan, moves: readonly PlanMove[], after?: LivePlan): Cost {
  const own = moves.flatMap((move) => partOf(live, move) ?? [])
  const parts = [...own, ...(after === undefined ? [] : addedWork(live, after))]
  const known = parts.flatMap(({ money }) => money ?? [])
  const sums = sumMoney(known)
  const zero = { amount: 0, scale: 2, currency: siteCurrency(live.site.model) }
  return { parts, total: known.length < parts.length || sums.length > 1 ? null : (sums[0] ?? zero) }
}

export function siteCurrency(model: Model): string {
  const [site] = model.byKind.site.values()
  if (site?.currency !== undefined) return site.currency
  for (const line of model.byKind.salesOrderLine.values()) if (line.price !== undefined) return line.price.currency
  return 'EUR'
}

/** Nothing where a move costs nothing by its nature: another sequence, a lot for somebody else, another date. */
function partOf(live: LivePlan, move: PlanMove): CostPart | undefined {
  switch (move.type) {
    case 'openTime':
      return overtime(live, move)
    case 'deliver':
      return expediting(live, move)
    case 'buy':
      return dearer(live.site.model, move)
    case 'shipPart':
      return { what: { code: 'cost-of-a-second-shipment', facts: { salesOrderLineId: move.salesOrderLineId } }, money: null }
    case 'staff':
      return { what: { code: 'cost-of-moving-a-person', facts: { workCenterId: move.workCenterId, skill: move.skill } }, money: null }
    case 'endBy':
      return { what: { code: 'cost-of-repairing-sooner', facts: { disruptionId: move.disruptionId } }, money: null }
    default:
      return undefined
  }
}

/** Hours that are open by this and were not before, at the price of overtime. */
function overtime({ site }: LivePlan, move: Move<'openTime'>): CostPart {
  const { plan, stations, model } = site
  const [from, to] = [planSeconds(site, move.fromAt), planSeconds(site, move.toAt)]
  const calendar = plan.input.stations[stations.byUnit.get(move.workUnitId)?.[0] ?? -1]?.calendar ?? -1
  const { calendars } = plan.input
  const open = workedBefore(calendars, calendar, to) - workedBefore(calendars, calendar, from)
  const hours = Math.max(0, to - from - open) / HOUR_SECONDS
  const center = model.byKind.workCenter.get(model.byKind.workUnit.get(move.workUnitId)?.workCenterId ?? '')
  const rate = center?.overtimeCostPerHour
  return {
    what: { code: rate === undefined ? 'overtime-price-unknown' : 'overtime-hours', facts: { workUnitId: move.workUnitId, hours } },
    money: rate === undefined ? null : timesMoney(rate, hours),
  }
}

function expediting({ site }: LivePlan, move: Move<'deliver'>): CostPart {
  const line = site.model.byKind.purchaseOrderLine.get(move.purchaseOrderLineId)
  const supplier = site.model.byKind.supplier.get(line?.supplierId ?? '')
  const money = supplier?.expediteCost ?? null
  const facts = { purchaseOrderLineId: move.purchaseOrderLineId, supplierId: supplier?.id ?? null }
  return { what: { code: money === null ? 'expedite-price-unknown' : 'expedite-of-a-line', facts }, money }
}

/** How much dearer it is than where the material usually comes from; what is bought more than needed stays in stock and is no cost. */
function dearer(model: Model, move: Move<'buy'>): CostPart {
  const usual = model.byKind.material.get(move.materialId)?.supplierId
  const there = unitPrice(model, move.materialId, (supplierId) => supplierId === move.supplierId)
  const here = unitPrice(model, move.materialId, (supplierId) => supplierId !== move.supplierId && (usual ?? supplierId) === supplierId)
  const facts = { materialId: move.materialId, supplierId: move.supplierId ?? null, quantity: move.quantity.value }
  const each = there === undefined || here === undefined ? null : less(there, here)
  if (each === null) return { what: { code: 'price-difference-unknown', facts }, money: null }
  return {
    what: { code: 'price-difference', facts },
    money: timesMoney({ ...each, amount: Math.max(0, each.amount) }, move.quantity.value),
  }
}

/** Price of one unit by the newest order line that states one. */
function unitPrice(model: Model, materialId: string, from: (supplierId: string | undefined) => boolean): Money | undefined {
  const unit = model.byKind.material.get(materialId)?.unit
  const lines = [...model.byKind.purchaseOrderLine.values()].filter((each) => each.materialId === materialId && from(each.supplierId))
  const newest = lines
    .filter((each) => each.price !== undefined && each.quantity.value > 0)
    .sort((a, b) => (a.promisedAt === b.promisedAt ? (a.id < b.id ? -1 : 1) : a.promisedAt < b.promisedAt ? 1 : -1))[0]
  const quantity = newest === undefined || unit === undefined ? undefined : convertQuantity(newest.quantity, unit)?.value
  if (newest?.price === undefined || quantity === undefined) return undefined
  // Two decimals more: a price of one unit is often no whole number of cents.
  return timesMoney({ ...newest.price, amount: newest.price.amount * 100, scale: newest.price.scale + 2 }, 1 / quantity)
}

/** Hours of work that a plan has more of at each work center, setups included, at the price of an hour there. Fewer hours are no credit. */
function addedWork(before: LivePlan, after: LivePlan): CostPart[] {
  const [was, is] = [hoursByCenter(before), hoursByCenter(after)]
  return [...is].flatMap(([center, hours]): CostPart[] => {
    const added = hours - (was.get(center) ?? 0)
    if (added < LEAST_HOURS) return []
    const rate = before.site.model.byKind.workCenter.get(center)?.costPerHour
    const facts = { workCenterId: center, hours: Math.round(added * 100) / 100 }
    return [
      {
        what: { code: rate === undefined ? 'added-work-price-unknown' : 'added-work', facts },
        money: rate === undefined ? null : timesMoney(rate, added),
      },
    ]
  })
}

function hoursByCenter({ site }: LivePlan): ReadonlyMap<string, number> {
  const { network } = site.plan
  const seconds = new Float64Array(site.names.stations.length)
  for (let node = 0; node < network.operationCount; node++)
    if (network.station[node]! >= 0) seconds[network.station[node]!]! += network.duration[node]!
  const result = new Map<string, number>()
  site.names.stations.forEach(({ workCenterId }, station) => {
    result.set(workCenterId, (result.get(workCenterId) ?? 0) + seconds[station]! / HOUR_SECONDS)
  })
  return result
}

/** What is left of a saving when the known cost is paid; savings in other currencies than the site's are not counted, for no rate is guessed. */
export function netOf(model: Model, saved: readonly Money[], cost: Cost): Money {
  const currency = siteCurrency(model)
  const paid = cost.parts.flatMap(({ money }) => money ?? []).map((each) => ({ ...each, amount: -each.amount }))
  return [...saved, ...paid].filter((each) => each.currency === currency).reduce<Money>(addMoney, { amount: 0, scale: 2, currency })
}

/** How late suppliers deliver, from what they have delivered: against the date that they had given last. */
import type { Model } from '../chain/model.ts'
import { type Lasted, overBy } from '../floor/lasting.ts'
import { supplyKey } from '../flow/plan-names.ts'
import type { PurchaseOrderLine } from '../records/purchase-order-line.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { type Said, said } from '../values/said.ts'
import { type Effect, isSupplyMoved, suppliesLater } from './contributions.ts'
import { planSeconds, type SitePlan } from './site-plan.ts'

/** What one in ten does can't be read from fewer. */
const ENOUGH = 9
/** What was longer ago says little of how a supplier delivers today. */
const RECENT_MS = 365 * 86_400_000

/** Behind the supplier's date, in seconds; negative is earlier. */
export interface SupplierDelay {
  readonly deliveries: number
  /** As likely less as more (P50). */
  readonly likelySeconds: number
  /** Nine times in ten no more (P90). */
  readonly latestSeconds: number
}

export class SupplierDelays {
  private readonly bySupplier = new Map<string, Lasted[]>()
  private readonly ofAll = new Map<readonly Lasted[], { readonly delay: SupplierDelay | undefined }>()
  private readonly nowMs: number

  /** What was promised for the last year: what has come counts with its delay; what is overdue and has not come is at least so late (a censored Kaplan-Meier estimate). */
  constructor(model: Model, now: Instant) {
    this.nowMs = instantToMs(now)
    const since = instantFromMs(this.nowMs - RECENT_MS)
    for (const line of model.byKind.purchaseOrderLine.values()) {
      const { supplierId, receivedAt, promisedAt } = line
      const ended = receivedAt !== undefined && receivedAt <= now
      if (supplierId === undefined || promisedAt < since || (!ended && !isExpected(line)) || (!ended && promisedAt > now)) continue
      const known = this.bySupplier.get(supplierId) ?? []
      this.bySupplier.set(supplierId, known)
      known.push({ ms: (ended ? instantToMs(receivedAt) : this.nowMs) - instantToMs(promisedAt), ended })
    }
  }

  /** How late a supplier's deliveries are; of one that has not come by now, those that were no sooner. Undefined where fewer than nine are known. */
  of(supplierId: string | undefined, promisedAt?: Instant): SupplierDelay | undefined {
    const all = this.bySupplier.get(supplierId ?? '')
    if (all === undefined) return undefined
    const waitedMs = promisedAt === undefined ? Number.NEGATIVE_INFINITY : this.nowMs - instantToMs(promisedAt)
    const alike = all.filter(({ ms }) => ms > waitedMs)
    if (alike.length < all.length) return delayOf(alike)
    // Most deliveries are not due yet, and are like all others of their supplier.
    const known = this.ofAll.get(all) ?? { delay: delayOf(all) }
    this.ofAll.set(all, known)
    return known.delay
  }
}

function delayOf(alike: readonly Lasted[]): SupplierDelay | undefined {
  const deliveries = alike.filter(({ ended }) => ended).length
  if (deliveries < ENOUGH) return undefined
  const [likely, latest] = [overBy(alike, 0.5), overBy(alike, 0.9)]
  if (likely === undefined || latest === undefined) return undefined
  return { deliveries, likelySeconds: Math.round(likely / 1000), latestSeconds: Math.round(latest / 1000) }
}

function isExpected({ status, receivedAt }: PurchaseOrderLine): boolean {
  return (status ?? 'open') === 'open' && receivedAt === undefined
}

/** What is said of a supplier that is usually late; nothing where nine in ten are in time. */
export function delaySaid(supplierId: string, { deliveries, likelySeconds, latestSeconds }: SupplierDelay): Said | undefined {
  if (latestSeconds <= 0) return undefined
  return said('supplier-usually-late', { supplierId, deliveries, likelySeconds: Math.max(0, likelySeconds), latestSeconds })
}

/**
 * Every open delivery as late as its supplier is nine times in ten, where enough are known to say so; undefined where none comes later for it.
 * One that has moved by an open disruption keeps the date that was told with it.
 */
export function usualDelays(site: SitePlan, now: Instant): Effect | undefined {
  const delays = new SupplierDelays(site.model, now)
  const told = new Set(
    [...site.model.byKind.disruption.values()].flatMap((each) => (isSupplyMoved(each, now) ? [each.purchaseOrderLineId ?? ''] : [])),
  )
  const late = [...site.model.byKind.purchaseOrderLine.values()].flatMap((line) => {
    const supply = site.names.supplyIndex.get(supplyKey('purchaseOrderLine', line.id))
    const delay = told.has(line.id) ? undefined : delays.of(line.supplierId, line.promisedAt)
    if (supply === undefined || delay === undefined) return []
    const at = planSeconds(site, line.promisedAt) + delay.latestSeconds
    return at > site.plan.input.supplies[supply]!.at ? [{ supply, at }] : []
  })
  return late.length === 0 ? undefined : { contributions: suppliesLater(site, late), notes: [] }
}

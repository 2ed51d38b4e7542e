/** Which deliveries really bite: a purchase line counts by the promises whose dates hang on it, not by its own days late. */
import type { PromiseAnswer } from '../../../src/core/impact/answer.ts'
import type { PurchaseOrderLine } from '../../../src/core/records/purchase-order-line.ts'
import type { Instant } from '../../../src/core/values/instant.ts'

/** `bites`: a late promise waits for it. `binds`: it sets the date of promises that still hold. `free`: no date hangs on it. */
export type Bite = 'bites' | 'binds' | 'free'

export interface PurchaseEffect {
  readonly line: PurchaseOrderLine
  readonly bite: Bite
  /** Seconds behind the supplier's date by now; 0 where it is not due yet. */
  readonly overdueSeconds: number
  /** Promises whose binding chain runs through it: late ones first, then by slack. */
  readonly promises: readonly PromiseAnswer[]
  /** The least slack among those promises in seconds; null where no promise hangs on it or none has a date. */
  readonly slackSeconds: number | null
}

/** Open purchase lines, those that bite first, then those with the least slack, then the most overdue. */
export function purchaseEffects(
  lines: readonly PurchaseOrderLine[],
  promises: readonly PromiseAnswer[],
  now: Instant,
): readonly PurchaseEffect[] {
  const waiting = new Map<string, PromiseAnswer[]>()
  for (const promise of promises) {
    const ids = promise.chain.flatMap((link) => (link.kind === 'purchaseOrderLine' ? [link.id] : []))
    for (const id of new Set(ids)) waiting.set(id, [...(waiting.get(id) ?? []), promise])
  }
  return lines
    .filter(isOpen)
    .map((line) => effectOf(line, waiting.get(line.id) ?? [], now))
    .sort(byBite)
}

function isOpen(line: PurchaseOrderLine): boolean {
  return line.receivedAt === undefined && line.status !== 'closed' && line.status !== 'cancelled'
}

function effectOf(line: PurchaseOrderLine, promises: readonly PromiseAnswer[], now: Instant): PurchaseEffect {
  const ordered = [...promises].sort((a, b) => (a.slackSeconds ?? Number.POSITIVE_INFINITY) - (b.slackSeconds ?? Number.POSITIVE_INFINITY))
  return {
    line,
    bite: promises.some(({ late }) => late) ? 'bites' : promises.length > 0 ? 'binds' : 'free',
    overdueSeconds: Math.max(0, (Date.parse(now) - Date.parse(line.promisedAt)) / 1000),
    promises: ordered,
    slackSeconds: ordered[0]?.slackSeconds ?? null,
  }
}

const RANK: Readonly<Record<Bite, number>> = { bites: 0, binds: 1, free: 2 }

function byBite(a: PurchaseEffect, b: PurchaseEffect): number {
  const slack = (each: PurchaseEffect): number => each.slackSeconds ?? Number.MAX_SAFE_INTEGER
  return RANK[a.bite] - RANK[b.bite] || slack(a) - slack(b) || b.overdueSeconds - a.overdueSeconds || (a.line.id < b.line.id ? -1 : 1)
}

/** The lines of an outcome: each without the action, by the plan with it, and as it really is. */
import type { Model } from '../chain/model.ts'
import { exposureOf } from '../impact/exposure.ts'
import type { Action } from '../records/action.ts'
import type { FrozenProjection, LineMoney, OutcomeFigures } from '../records/action-figures.ts'
import type { SalesOrderLine } from '../records/sales-order-line.ts'
import type { Instant } from '../values/instant.ts'
import type { Money } from '../values/money.ts'
import type { Said } from '../values/said.ts'
import { type Claimed, claimOf, claimsOf } from './claims.ts'
import { compared, eachPart, isNothing, larger, less, NO_MONEY, smaller } from './line-money.ts'
import { type LineTime, lateSeconds } from './line-times.ts'
import type { OutcomeFacts } from './verdict.ts'

type Times = ReadonlyMap<string, LineTime>

/** Three looks at every line: doing nothing and doing it, as the plan of that moment shows them, and what is so now. */
export interface Sides {
  readonly before: Model
  readonly model: Model
  readonly without: Times
  readonly plan: Times
  readonly now: Times
  /** Whether what went worse can be the action's doing. */
  readonly harms: boolean
}

interface JudgedLine {
  readonly line: OutcomeFigures['lines'][number]
  /** Seconds less delay, before anything is claimed. */
  readonly secondsBack: number
  readonly effect: LineMoney
  readonly wouldBeLate: boolean
  readonly kept: boolean
  readonly broken: boolean
  readonly keptBefore: boolean
}

export interface JudgedLines {
  readonly lines: OutcomeFigures['lines']
  readonly notes: readonly Said[]
  readonly facts: OutcomeFacts
}

/** Judges the lines that the cause reached when the action was taken, and those that the action moves. Lines without a date are left out. */
export function judgeLines(action: Action & { readonly frozen: FrozenProjection }, sides: Sides): JudgedLines {
  const claims = claimsOf(sides.model)
  const frozen = new Map(action.frozen.lines.map((each) => [each.salesOrderLineId, each]))
  const moved = [...sides.without].flatMap(([id, { at }]) => (sides.plan.get(id)?.at === at ? [] : [id]))
  const ids = [...new Set([...frozen.keys(), ...moved])].sort()
  const found = ids.map((id) => ({ id, judged: judge(id, { sides, frozen: frozen.get(id), before: claims.get(id) }) }))
  const lines = found.flatMap(({ judged }) => (judged === undefined ? [] : [judged]))
  const lateThen = found.filter(({ id }) => frozen.get(id)?.late === true)
  const unknown = found.length - lines.length
  const claimed = lines.filter(({ effect, line }) => isMore(effect, line.saved)).length
  return {
    lines: lines.map(({ line }) => line),
    notes: [
      ...(unknown === 0 ? [] : [{ code: 'lines-not-known', facts: { lines: unknown } }]),
      ...(claimed === 0 ? [] : [{ code: 'claimed-less', facts: { lines: claimed } }]),
    ],
    facts: {
      known: lateThen.length === 0 || lateThen.some(({ judged }) => judged !== undefined),
      wouldBeLate: lines.filter((each) => each.wouldBeLate).length,
      kept: lines.filter((each) => each.kept).length,
      newlyKept: lines.filter((each) => each.kept && !each.keptBefore).length,
      broken: lines.filter((each) => each.broken).length,
      secondsBack: lines.reduce((sum, each) => sum + each.secondsBack, 0),
      effects: lines.map(({ effect }) => effect),
    },
  }
}

function isMore(effect: LineMoney, saved: LineMoney): boolean {
  return !isNothing(eachPart((part) => ((effect[part]?.amount ?? 0) > 0 ? less(effect[part], saved[part]) : null)))
}

interface LineAsk {
  readonly sides: Sides
  readonly frozen: FrozenProjection['lines'][number] | undefined
  readonly before: Claimed | undefined
}

function judge(id: string, { sides, frozen, before }: LineAsk): JudgedLine | undefined {
  const record = sides.before.byKind.salesOrderLine.get(id)
  const real = realTime(sides, id)
  const dueAt = frozen?.dueAt ?? sides.without.get(id)?.dueAt ?? null
  const [withoutAt, planAt] = [sides.without.get(id)?.at ?? null, sides.plan.get(id)?.at ?? null]
  if (record === undefined || real?.at == null || dueAt === null || withoutAt === null || planAt === null) return undefined
  const late = { without: lateSeconds(dueAt, withoutAt), plan: lateSeconds(dueAt, planAt), real: lateSeconds(dueAt, real.at) }
  const effect = effectOf(record, late, sides.harms)
  const exposed = { without: exposureOf(record, late.without), with: exposureOf(record, late.real) }
  const saved = claimOf({ effect, frozen: frozen?.exposure ?? NO_MONEY, ...exposed, before })
  const seconds = both(Math.max(0, late.without) - Math.max(0, late.real), Math.max(0, late.without) - Math.max(0, late.plan))
  return {
    line: {
      salesOrderLineId: id,
      customerId: record.customerId,
      dueAt,
      withoutAt,
      withAt: real.at,
      met: real.met,
      exposureWithout: exposed.without,
      exposureWith: exposed.with,
      saved,
    },
    secondsBack: sides.harms ? seconds : Math.max(0, seconds),
    effect,
    wouldBeLate: late.without > 0,
    kept: late.without > 0 && late.real <= 0 && late.plan <= 0,
    broken: sides.harms && late.without <= 0 && late.real > 0 && late.plan > 0,
    keptBefore: before?.kept ?? false,
  }
}

/** When a line was met, or is projected to be; undefined where it is no longer wanted. */
function realTime({ model, now }: Sides, id: string): { readonly at: Instant | null; readonly met: boolean } | undefined {
  const line: SalesOrderLine | undefined = model.byKind.salesOrderLine.get(id)
  if (line === undefined || line.status === 'cancelled') return undefined
  if (line.shippedAt !== undefined) return { at: line.shippedAt, met: true }
  return { at: now.get(id)?.at ?? null, met: false }
}

interface Late {
  readonly without: number
  readonly plan: number
  readonly real: number
}

/** Less exposure than without the action, as far as both the plan and what happened show it; negative is more. */
function effectOf(record: SalesOrderLine, late: Late, harms: boolean): LineMoney {
  const exposed = {
    without: exposureOf(record, late.without),
    plan: exposureOf(record, late.plan),
    real: exposureOf(record, late.real),
  }
  return eachPart((part) => {
    const [without, plan, real] = [exposed.without[part], exposed.plan[part], exposed.real[part]]
    const [happened, planned] = [less(without, real), less(without, plan)]
    const [a, b] = [compared(happened, null), compared(planned, null)]
    if (a > 0 && b > 0) return smaller(happened, planned)
    return harms && a < 0 && b < 0 ? larger(happened, planned) : zeroOf(without ?? real ?? plan)
  })
}

function zeroOf(value: Money | null): Money | null {
  return value === null ? null : { ...value, amount: 0 }
}

/** The smaller of two changes in the same direction; none where they point apart. */
function both(a: number, b: number): number {
  return Math.sign(a) !== Math.sign(b) ? 0 : Math.sign(a) * Math.min(Math.abs(a), Math.abs(b))
}

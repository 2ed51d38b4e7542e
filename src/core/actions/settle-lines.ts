/** The lines of an outcome: each without the action, by the plan with it, and as it really is. */
import type { Model } from '../chain/model.ts'
import { exposureOf } from '../impact/exposure.ts'
import type { Action } from '../records/action.ts'
import type { FrozenProjection, LineMoney, OutcomeFigures } from '../records/action-figures.ts'
import type { Instant } from '../values/instant.ts'
import type { Money } from '../values/money.ts'
import type { Said } from '../values/said.ts'
import { type Claimed, claimOf, claimsOf } from './claims.ts'
import { compared, eachPart, isNothing, larger, less, NO_MONEY, smaller, sum } from './line-money.ts'
import { type LineTime, lateSeconds } from './line-times.ts'
import { isPartOf } from './moves/working-records.ts'
import type { OutcomeFacts } from './verdict.ts'

type Times = ReadonlyMap<string, LineTime>

/** Three looks at every line: doing nothing and doing it, as the plan of that moment shows them, and what is so now. */
export interface Sides {
  /** The records from before it was taken, those that taking it made of them, and those of now. */
  readonly before: Model
  readonly planned: Model
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
  const came = (then: Model) => [...then.byKind.salesOrderLine.keys()].filter((id) => !sides.before.byKind.salesOrderLine.has(id))
  const since = { planned: came(sides.planned), now: came(sides.model) }
  const found = ids.map((id) => ({ id, judged: judge(id, { sides, since, frozen: frozen.get(id), before: claims.get(id) }) }))
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
  readonly since: { readonly planned: readonly string[]; readonly now: readonly string[] }
  readonly frozen: FrozenProjection['lines'][number] | undefined
  readonly before: Claimed | undefined
}

function judge(id: string, { sides, since, frozen, before: claimed }: LineAsk): JudgedLine | undefined {
  const { before, planned, model } = sides
  const record = before.byKind.salesOrderLine.get(id)
  const dueAt = frozen?.dueAt ?? sides.without.get(id)?.dueAt ?? null
  if (record === undefined || dueAt === null) return undefined
  const look = (then: Model, times: Times, came: readonly string[]) => lookAt(id, { before, model: then, since: came, times, dueAt })
  const without = look(before, sides.without, [])
  const [plan, real] = [look(planned, sides.plan, since.planned), look(model, sides.now, since.now)]
  if (without === undefined || plan === undefined || real === undefined) return undefined
  const effect = effectOf({ without: without.exposure, plan: plan.exposure, real: real.exposure }, sides.harms)
  const exposed = { without: without.exposure, with: real.exposure }
  const seconds = both(Math.max(0, without.late) - Math.max(0, real.late), Math.max(0, without.late) - Math.max(0, plan.late))
  const kept = without.late > 0 && real.late <= 0 && plan.late <= 0
  const keptBefore = claimed?.kept ?? false
  return {
    line: {
      ...{
        salesOrderLineId: id,
        customerId: record.customerId,
        dueAt,
        withoutAt: without.at,
        withAt: real.at,
        met: real.met,
        kept: kept && !keptBefore,
      },
      ...{ exposureWithout: exposed.without, exposureWith: exposed.with },
      saved: claimOf({ effect, frozen: frozen?.exposure ?? NO_MONEY, ...exposed, before: claimed }),
    },
    secondsBack: sides.harms ? seconds : Math.max(0, seconds),
    effect,
    wouldBeLate: without.late > 0,
    kept,
    broken: sides.harms && without.late <= 0 && real.late > 0 && plan.late > 0,
    keptBefore,
  }
}

/** One line on one side: when the last of it is met, how late that is, and what all of its parts expose. */
interface Look {
  readonly at: Instant
  readonly met: boolean
  readonly late: number
  readonly exposure: LineMoney
}

interface LookAsk {
  readonly before: Model
  readonly model: Model
  /** Lines that came since: the rests of what is shipped in parts are among them. */
  readonly since: readonly string[]
  readonly times: Times
  readonly dueAt: Instant
}

/** Undefined where a part is no longer wanted or nobody knows when it is met. What is shipped in parts exposes what is late of them. */
function lookAt(id: string, { before, model, since, times, dueAt }: LookAsk): Look | undefined {
  const lines = model.byKind.salesOrderLine
  const orderId = before.byKind.salesOrderLine.get(id)?.orderId
  const rests = since.filter((each) => isPartOf(each, id) && lines.get(each)?.orderId === orderId)
  const whole = rests.length === 0
  const looks: Look[] = []
  for (const part of [id, ...rests]) {
    const line = lines.get(part)
    const met = line?.shippedAt !== undefined
    const at = line?.shippedAt ?? times.get(part)?.at ?? null
    if (line === undefined || line.status === 'cancelled' || at === null) return undefined
    const late = lateSeconds(dueAt, at)
    // The money of a whole line is that of the moment at which the action was taken.
    looks.push({ at, met, late, exposure: exposureOf(whole ? (before.byKind.salesOrderLine.get(id) ?? line) : line, late) })
  }
  const last = looks.reduce((a, b) => (a.late >= b.late ? a : b))
  return {
    at: last.at,
    late: last.late,
    met: looks.every(({ met }) => met),
    exposure: eachPart((part) => looks.reduce<Money | null>((total, { exposure }) => sum(total, exposure[part]), null)),
  }
}

interface Exposed {
  readonly without: LineMoney
  readonly plan: LineMoney
  readonly real: LineMoney
}

/** Less exposure than without the action, as far as both the plan and what happened show it; negative is more. */
function effectOf(exposed: Exposed, harms: boolean): LineMoney {
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

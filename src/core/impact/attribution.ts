/**
 * Attribution: which open disruption makes which promise late, and by how much.
 * A promise inside its slack blames nobody; lateness that was there anyway is nobody's; a line is counted once, whoever shares it.
 */
import type { Effect } from './contributions.ts'
import type { Counterfactuals, Times } from './counterfactuals.ts'
import type { LivePlan } from './live-plan.ts'
import { lineNode } from './site-plan.ts'

export interface Cause {
  readonly disruptionId: string
  /** `alone`: without it the promise would be this much less late. `shared`: only several together make it late. */
  readonly share: 'alone' | 'shared'
  /** Seconds of lateness; for a shared cause, what it would cause by itself. */
  readonly seconds: number
}

/** Causes per line; a line that is missing has none. */
export type Attribution = ReadonlyMap<number, readonly Cause[]>

/** Lateness of every open line at given times. Seconds. */
function lateness(live: LivePlan, { effects, finish }: Times): Float64Array {
  const { lines } = live.site.plan.input
  const terms = termsOf(live, effects)
  return Float64Array.from(lines, (planned, line) =>
    planned.open && !terms.cancelled.has(line) ? Math.max(0, finish[lineNode(live.site, line)]! - (terms.due.get(line) ?? planned.due)) : 0,
  )
}

/** Due dates that effects change, and lines that they cancel. */
export function termsOf(live: LivePlan, effects: readonly Effect[]): { due: ReadonlyMap<number, number>; cancelled: ReadonlySet<number> } {
  const due = new Map<number, number>()
  const cancelled = new Set<number>()
  for (const effect of effects) {
    for (const each of effect.contributions) {
      if (each.type === 'due') due.set(each.line, live.lineState(each.line, effects).due)
      else if (each.type === 'cancelled') cancelled.add(each.line)
    }
  }
  return { due, cancelled }
}

/** What each open disruption causes: what it alone causes, and what it shares. */
export function attribute(live: LivePlan, times: Counterfactuals): Attribution {
  const causes = new Map<number, Cause[]>()
  if (live.open.length === 0) return causes
  const now = lateness(live, times.now)
  const none = lateness(live, times.none)
  const alone = new Float64Array(now.length)
  for (const id of live.open) {
    const without = lateness(live, times.without(id))
    now.forEach((late, line) => {
      const seconds = late - without[line]!
      if (seconds <= 0) return
      alone[line]! += seconds
      add(causes, line, { disruptionId: id, share: 'alone', seconds })
    })
  }
  const shared = now.map((late, line) => (alone[line] === 0 && late > none[line]! ? 1 : 0))
  if (shared.includes(1)) share(live, times, { none, shared, causes })
  return causes
}

/** Lines that several disruptions make late together: each that would do so by itself has its share. */
function share(
  live: LivePlan,
  times: Counterfactuals,
  what: { none: Float64Array; shared: Float64Array; causes: Map<number, Cause[]> },
): void {
  for (const id of live.open) {
    const by = lateness(live, times.only(id))
    what.shared.forEach((isShared, line) => {
      const seconds = by[line]! - what.none[line]!
      if (isShared === 1 && seconds > 0) add(what.causes, line, { disruptionId: id, share: 'shared', seconds })
    })
  }
}

function add(causes: Map<number, Cause[]>, line: number, cause: Cause): void {
  const list = causes.get(line)
  if (list === undefined) causes.set(line, [cause])
  else list.push(cause)
}

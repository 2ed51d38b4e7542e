/** When every open line of a plan is met and until when its promise holds, as instants: plans of different moments can be compared. */
import { termsOf } from '../impact/attribution.ts'
import type { LivePlan } from '../impact/live-plan.ts'
import { instantOf } from '../impact/site-plan.ts'
import { type Instant, instantToMs } from '../values/instant.ts'

/** Null where it can't be known, or no date was promised. */
export interface LineTime {
  readonly dueAt: Instant | null
  readonly at: Instant | null
}

/** Open lines that are not cancelled, by id. */
export function lineTimes(live: LivePlan): ReadonlyMap<string, LineTime> {
  const { plan, names } = live.site
  const terms = termsOf(live, live.acting)
  const times = new Map<string, LineTime>()
  for (const [id, line] of names.lineIndex) {
    const planned = plan.input.lines[line]
    if (planned?.open !== true || terms.cancelled.has(line)) continue
    const due = terms.due.get(line) ?? planned.due
    times.set(id, { dueAt: instantOf(live.site, due), at: instantOf(live.site, live.finishOfLine(line)) })
  }
  return times
}

/** How late a line is that is met then; 0 or less is on time. Seconds. */
export function lateSeconds(dueAt: Instant, at: Instant): number {
  return Math.round((instantToMs(at) - instantToMs(dueAt)) / 1000)
}

/** Working time of stations with what disturbs them: down, or slow, from an instant to an instant. */
import { finishAfter, startBefore, UNKNOWN_TIME, type WorkCalendars, workedBefore } from '../calendar/work-time.ts'

/** In [from, to) the station works at `rate` of its normal speed; 0 is down. `to` may be UNKNOWN_TIME. */
export interface Disturbance {
  readonly from: number
  readonly to: number
  readonly rate: number
}

/** Disturbances as the projection reads them: sorted, disjoint. */
export type Disturbed = readonly Disturbance[]

/** Sorted and disjoint; where disturbances overlap the slower rate acts. */
export function mergeDisturbances(list: readonly Disturbance[]): Disturbed {
  const cuts = [...new Set(list.flatMap((each) => [each.from, each.to]))].sort((a, b) => a - b)
  const merged: Disturbance[] = []
  for (let k = 0; k + 1 < cuts.length; k++) {
    const from = cuts[k]!
    const to = cuts[k + 1]!
    const acting = list.filter((each) => each.from <= from && each.to >= to)
    if (acting.length === 0) continue
    const rate = Math.min(...acting.map((each) => each.rate))
    const before = merged.at(-1)
    if (before !== undefined && before.to === from && before.rate === rate) merged[merged.length - 1] = { ...before, to }
    else merged.push({ from, to, rate })
  }
  return merged
}

/** When `work` seconds begun at `start` are done on calendar `calendar` with disturbances. Whole seconds, rounded up. */
export function finishDisturbed(
  calendars: WorkCalendars,
  calendar: number,
  disturbed: Disturbed,
  task: { start: number; work: number },
): number {
  let t = task.start
  let left = task.work
  if (left <= 0 || t >= UNKNOWN_TIME) return t
  for (const each of disturbed) {
    if (each.to <= t) continue
    if (each.from > t) {
      const plain = finishAfter(calendars, calendar, t, Math.ceil(left))
      if (plain <= each.from) return plain
      left -= workedBefore(calendars, calendar, each.from) - workedBefore(calendars, calendar, t)
      t = each.from
    }
    if (each.to >= UNKNOWN_TIME) return each.rate <= 0 ? UNKNOWN_TIME : finishAfter(calendars, calendar, t, Math.ceil(left / each.rate))
    if (each.rate > 0) {
      const gain = (workedBefore(calendars, calendar, each.to) - workedBefore(calendars, calendar, t)) * each.rate
      if (left <= gain) return finishAfter(calendars, calendar, t, Math.ceil(left / each.rate))
      left -= gain
    }
    t = each.to
  }
  return left <= 0 ? t : finishAfter(calendars, calendar, t, Math.ceil(left))
}

/** The latest start from which `work` seconds are done by `finish`, disturbances included. Whole seconds; the inverse of `finishDisturbed` to within its rounding. */
export function startDisturbed(
  calendars: WorkCalendars,
  calendar: number,
  disturbed: Disturbed,
  task: { finish: number; work: number },
): number {
  let t = task.finish
  let left = task.work
  if (left <= 0 || t >= UNKNOWN_TIME) return t
  for (let k = disturbed.length - 1; k >= 0; k--) {
    const each = disturbed[k]!
    if (each.from >= t) continue
    if (each.to < t) {
      const plain = startBefore(calendars, calendar, t, Math.ceil(left))
      if (plain >= each.to) return plain
      left -= workedBefore(calendars, calendar, t) - workedBefore(calendars, calendar, each.to)
      t = each.to
    }
    if (each.rate > 0) {
      const gain = (workedBefore(calendars, calendar, t) - workedBefore(calendars, calendar, each.from)) * each.rate
      if (left <= gain) return startBefore(calendars, calendar, t, Math.ceil(left / each.rate))
      left -= gain
    }
    t = each.from
  }
  return left <= 0 ? t : startBefore(calendars, calendar, t, Math.ceil(left))
}

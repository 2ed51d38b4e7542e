/**
 * Working time as arithmetic: calendars compiled into sorted intervals with their running totals.
 * Times are whole seconds since a plan's origin; `AROUND_THE_CLOCK` stands for a calendar that never closes.
 * Past the compiled horizon the last seven days repeat, so that no answer ends at the edge of a table.
 */

export const AROUND_THE_CLOCK = -1
/** A time that can't be known; later than every known time. Seconds. */
export const UNKNOWN_TIME = 2_000_000_000
const WEEK = 7 * 86_400

/** One interval of working time, `from` inclusive, `to` exclusive, in seconds since the origin. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** Compiled calendars, struct of arrays: calendar `c` owns the entries `offsets[c]` to `offsets[c + 1]`. */
export interface WorkCalendars {
  readonly offsets: Int32Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Working seconds before the start of each interval. */
  readonly worked: Int32Array
  readonly totals: Int32Array
  /** Working seconds of the last seven days before the horizon. */
  readonly weekTotals: Int32Array
  readonly horizon: number
  /** First interval that ends after the start of each bucket: a lookup instead of a search. */
  readonly buckets: Int32Array
  readonly bucketCount: number
}

const BUCKET_SECONDS = 4 * 3600

/** Compiles sorted, disjoint intervals per calendar. `horizon` (seconds) is where the compiled pattern ends, at least a week. */
export function compileCalendars(calendars: readonly (readonly Interval[])[], horizon: number): WorkCalendars {
  const size = calendars.reduce((sum, each) => sum + each.length, 0)
  const bucketCount = Math.ceil(horizon / BUCKET_SECONDS) + 1
  const compiled = {
    offsets: new Int32Array(calendars.length + 1),
    starts: new Int32Array(size),
    ends: new Int32Array(size),
    worked: new Int32Array(size),
    totals: new Int32Array(calendars.length),
    weekTotals: new Int32Array(calendars.length),
    horizon,
    buckets: new Int32Array(calendars.length * bucketCount),
    bucketCount,
  }
  let at = 0
  calendars.forEach((intervals, c) => {
    let worked = 0
    for (const interval of intervals) {
      compiled.starts[at] = interval.from
      compiled.ends[at] = interval.to
      compiled.worked[at] = worked
      worked += interval.to - interval.from
      at++
    }
    compiled.offsets[c + 1] = at
    compiled.totals[c] = worked
    fillBuckets(compiled, c)
  })
  calendars.forEach((_, c) => {
    compiled.weekTotals[c] = compiled.totals[c]! - workedBefore(compiled, c, horizon - WEEK)
  })
  return compiled
}

function fillBuckets(calendars: WorkCalendars, c: number): void {
  let i = calendars.offsets[c]!
  const end = calendars.offsets[c + 1]!
  for (let b = 0; b < calendars.bucketCount; b++) {
    while (i < end && calendars.ends[i]! <= b * BUCKET_SECONDS) i++
    calendars.buckets[c * calendars.bucketCount + b] = i
  }
}

/** First interval of calendar `c` that ends after `t`; `offsets[c + 1]` when there is none. `t` lies inside the horizon. */
function intervalAt(calendars: WorkCalendars, c: number, t: number): number {
  const bucket = t <= 0 ? 0 : (t / BUCKET_SECONDS) | 0
  let i = calendars.buckets[c * calendars.bucketCount + bucket]!
  const end = calendars.offsets[c + 1]!
  while (i < end && calendars.ends[i]! <= t) i++
  return i
}

/** Working seconds of calendar `c` between the origin and `t`. */
export function workedBefore(calendars: WorkCalendars, c: number, t: number): number {
  if (c < 0) return t
  if (t >= calendars.horizon) {
    const weeks = Math.floor((t - calendars.horizon) / WEEK)
    const folded = t - (weeks + 1) * WEEK
    const beforeWeek = calendars.totals[c]! - calendars.weekTotals[c]!
    return calendars.totals[c]! + weeks * calendars.weekTotals[c]! + workedBefore(calendars, c, folded) - beforeWeek
  }
  const i = intervalAt(calendars, c, t)
  if (i === calendars.offsets[c + 1]!) return calendars.totals[c]!
  const start = calendars.starts[i]!
  return calendars.worked[i]! + (t > start ? t - start : 0)
}

/** Last interval of `c` whose running total is below `worked` (or at most, when `inclusive`). */
function intervalByWork(calendars: WorkCalendars, c: number, worked: number, inclusive: boolean): number {
  let low = calendars.offsets[c]!
  let high = calendars.offsets[c + 1]! - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const total = calendars.worked[middle]!
    if (total < worked || (inclusive && total === worked)) low = middle
    else high = middle - 1
  }
  return low
}

/** Earliest time by which calendar `c` has offered `worked` seconds since the origin (`worked` > 0). */
function earliestWithWork(calendars: WorkCalendars, c: number, worked: number): number {
  const total = calendars.totals[c]!
  if (worked > total) {
    const week = calendars.weekTotals[c]!
    if (week === 0) return UNKNOWN_TIME
    const weeks = Math.ceil((worked - total) / week)
    const t = earliestWithWork(calendars, c, worked - weeks * week) + weeks * WEEK
    return Math.min(t, UNKNOWN_TIME)
  }
  const i = intervalByWork(calendars, c, worked, false)
  return calendars.starts[i]! + (worked - calendars.worked[i]!)
}

/**
 * When `work` seconds of working time that begin at `start` are done. No work ends at once, open or closed.
 * `UNKNOWN_TIME` when the calendar offers no more time, and for an unknown start.
 */
export function finishAfter(calendars: WorkCalendars, c: number, start: number, work: number): number {
  if (start >= UNKNOWN_TIME) return UNKNOWN_TIME
  if (work <= 0) return start
  if (c < 0) return start + work
  if (start < calendars.horizon) {
    // Most operations end in the interval they begin in: no search by work then.
    const i = intervalAt(calendars, c, start)
    if (i < calendars.offsets[c + 1]!) {
      const begin = Math.max(calendars.starts[i]!, start)
      if (work <= calendars.ends[i]! - begin) return begin + work
      return earliestWithWork(calendars, c, calendars.worked[i]! + (begin - calendars.starts[i]!) + work)
    }
  }
  return earliestWithWork(calendars, c, workedBefore(calendars, c, start) + work)
}

/** The first working second of calendar `c` at or after `t`; `UNKNOWN_TIME` when it never opens again. */
export function nextWorking(calendars: WorkCalendars, c: number, t: number): number {
  if (c < 0 || t >= UNKNOWN_TIME) return t
  if (t < calendars.horizon) {
    const i = intervalAt(calendars, c, t)
    if (i < calendars.offsets[c + 1]!) return Math.max(calendars.starts[i]!, t)
  }
  const done = finishAfter(calendars, c, t, 1)
  return done >= UNKNOWN_TIME ? UNKNOWN_TIME : done - 1
}

/** The latest start from which `work` seconds of working time are done by `finish`. Before the first interval the clock counts as working time. */
export function startBefore(calendars: WorkCalendars, c: number, finish: number, work: number): number {
  if (finish >= UNKNOWN_TIME || work <= 0) return finish
  if (c < 0) return finish - work
  const target = workedBefore(calendars, c, finish) - work
  const first = calendars.offsets[c]!
  if (first === calendars.offsets[c + 1]!) return finish - work
  if (target < 0) return calendars.starts[first]! + target // Before the table: as if the calendar had been open then.
  if (target >= calendars.totals[c]!) {
    const week = calendars.weekTotals[c]!
    const weeks = Math.floor((target - calendars.totals[c]!) / week) + 1
    return startInside(calendars, c, target - weeks * week) + weeks * WEEK
  }
  return startInside(calendars, c, target)
}

function startInside(calendars: WorkCalendars, c: number, worked: number): number {
  const i = intervalByWork(calendars, c, worked, true)
  return calendars.starts[i]! + (worked - calendars.worked[i]!)
}

/** How long an action may wait for an answer: working time of the plant, for nobody answers while it is closed. */
import { expandShifts } from '../calendar/expand.ts'
import type { Interval } from '../calendar/work-time.ts'
import type { Model } from '../chain/model.ts'
import type { Action } from '../records/action.ts'
import type { Shift } from '../records/shift.ts'
import { type Instant, instantToMs } from '../values/instant.ts'

/**
 * A role's time to answer, in seconds of working time. A stop that breaks promises is asked about within minutes, and a person who
 * stands at a machine comes by a screen several times in a quarter of an hour; less would escalate what is being read.
 */
export const ANSWER_SECONDS = 15 * 60
/** Whoever waits longer than this has waited too long whatever the calendar. */
const ALWAYS_MS = 7 * 86_400_000

/** Whether an action that was proposed has waited longer than its role's time to answer. */
export function isOverdue(model: Model, action: Pick<Action, 'state' | 'proposedAt'>, now: Instant): boolean {
  return action.state === 'proposed' && workedSeconds(model, action.proposedAt, now) > ANSWER_SECONDS
}

/** Seconds between two instants in which any part of the plant works; all of them where no calendar is known. At most a week is looked at. */
export function workedSeconds(model: Model, fromAt: Instant, toAt: Instant): number {
  const [fromMs, toMs] = [instantToMs(fromAt), instantToMs(toAt)]
  if (toMs - fromMs <= ANSWER_SECONDS * 1000 || toMs - fromMs > ALWAYS_MS) return (toMs - fromMs) / 1000
  const [site] = model.byKind.site.values()
  const calendars = new Map<string, Shift[]>()
  for (const shift of model.byKind.shift.values()) {
    if (shift.workUnitId === undefined) calendars.set(shift.calendarId, [...(calendars.get(shift.calendarId) ?? []), shift])
  }
  if (calendars.size === 0) return (toMs - fromMs) / 1000
  const span = { originMs: fromMs, endMs: toMs }
  return lengthOf([...calendars.values()].flatMap((shifts) => expandShifts(shifts, site?.zone ?? 'UTC', span)))
}

/** Seconds that intervals cover together. */
function lengthOf(intervals: readonly Interval[]): number {
  let length = 0
  let end = Number.NEGATIVE_INFINITY
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    length += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return length
}

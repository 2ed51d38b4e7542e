/** When anybody is in the plant: the working time of its calendars together. */
import { expandShifts } from '../../calendar/expand.ts'
import type { Model } from '../../chain/model.ts'
import type { Shift } from '../../records/shift.ts'
import { type Instant, instantFromMs, instantToMs } from '../../values/instant.ts'

const DAY_MS = 86_400_000
/** A plant that is closed for longer has no next shift that could be waited for. */
const AHEAD_DAYS = 14

/** `open` at an instant, and when the next shift begins; undefined where the plant is open or nothing is known of a next one. */
export function plantHours(model: Model, at: Instant): { readonly open: boolean; readonly opensAt: Instant | undefined } {
  const calendars = new Map<string, Shift[]>()
  for (const shift of model.byKind.shift.values()) {
    if (shift.workUnitId === undefined) calendars.set(shift.calendarId, [...(calendars.get(shift.calendarId) ?? []), shift])
  }
  // A plant without calendars works around the clock.
  if (calendars.size === 0) return { open: true, opensAt: undefined }
  const nowMs = instantToMs(at)
  const span = { originMs: Math.floor(nowMs / 1000) * 1000 - DAY_MS, endMs: nowMs + AHEAD_DAYS * DAY_MS }
  const [site] = model.byKind.site.values()
  const now = (nowMs - span.originMs) / 1000
  const working = [...calendars].flatMap(([id, shifts]) =>
    expandShifts(shifts, model.byKind.calendar.get(id)?.zone ?? site?.zone ?? 'UTC', span),
  )
  if (working.some(({ from, to }) => from <= now && now < to)) return { open: true, opensAt: undefined }
  const next = working.map(({ from }) => from).filter((from) => from > now)
  return { open: false, opensAt: next.length === 0 ? undefined : instantFromMs(span.originMs + Math.min(...next) * 1000) }
}

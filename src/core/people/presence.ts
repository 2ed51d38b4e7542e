/** Whether a person is on shift for a piece of work: by their rosters, or by their usual shift where they have none. */
import type { Model } from '../chain/model.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'
import { type Said, said } from '../values/said.ts'
import { type Crewman, dutiesAt } from './crew.ts'
import { timesOfShift } from './shift-times.ts'
import { coveredUntil } from './span.ts'
import { centerName } from './standing.ts'
import type { WorkAsked } from './work-asked.ts'

export interface Presence {
  readonly lack: Said | undefined
  readonly reasons: readonly Said[]
  readonly until: Instant | null
  readonly workCenterId: string | null
}

const PRESENCE_LACKS: ReadonlySet<string> = new Set(['not-on-shift', 'off-before-end', 'rostered-elsewhere'])

export function isPresence(lack: Said | undefined): boolean {
  return lack !== undefined && PRESENCE_LACKS.has(lack.code)
}

export function presenceOf(model: Model, person: Crewman, work: WorkAsked): Presence {
  const usual = person.duties.length === 0 ? usualShift(model, person, work) : undefined
  if (usual !== undefined) return usual
  const { fromMs, toMs } = work
  const duties = dutiesAt(person, work.fromAnywhere ? undefined : work.workCenterId)
  const until = coveredUntil(duties, fromMs)
  const absent = { reasons: [], until: null, workCenterId: null }
  if (until < toMs || until <= fromMs) {
    const elsewhere = person.duties.find((duty) => duty.fromMs <= fromMs && duty.toMs > fromMs)
    if (until > fromMs) return { ...absent, lack: said('off-before-end', { until: instantFromMs(until) }) }
    if (elsewhere?.workCenterId === undefined) return { ...absent, lack: said('not-on-shift') }
    const workCenter = centerName(model, elsewhere.workCenterId)
    return { ...absent, lack: said('rostered-elsewhere', { workCenterId: elsewhere.workCenterId, workCenter }) }
  }
  const place = duties.find((duty) => duty.fromMs <= fromMs && duty.toMs > fromMs)?.workCenterId ?? null
  const onShift = said('on-shift', { until: instantFromMs(until) })
  return {
    lack: undefined,
    reasons: place === null ? [onShift] : [onShift, said('rostered-at', { workCenterId: place, workCenter: centerName(model, place) })],
    until: instantFromMs(until),
    workCenterId: place,
  }
}

/** Where there are no rosters of a person: the shift that they usually work, at the work centers where they usually do. */
function usualShift(model: Model, person: Crewman, work: WorkAsked): Presence | undefined {
  const shift = model.byKind.shift.get(person.usualShiftId ?? '')
  if (shift === undefined) return undefined
  const absent = { reasons: [], until: null, workCenterId: null }
  const { fromMs, toMs } = work
  const time = timesOfShift(model, shift, work).find((each) => each.fromMs <= fromMs && each.toMs > fromMs)
  if (time === undefined) return { ...absent, lack: said('not-on-shift') }
  if (time.toMs < toMs) return { ...absent, lack: said('off-before-end', { until: instantFromMs(time.toMs) }) }
  const place = person.workCenterIds?.find((id) => id === work.workCenterId)
  const [elsewhere] = person.workCenterIds ?? []
  if (place === undefined && elsewhere !== undefined && !work.fromAnywhere) {
    return { ...absent, lack: said('rostered-elsewhere', { workCenterId: elsewhere, workCenter: centerName(model, elsewhere) }) }
  }
  const until = instantFromMs(time.toMs)
  return { lack: undefined, reasons: [said('usual-shift', { shift: shift.name, until })], until, workCenterId: place ?? null }
}

/** Moves of causes as changes of records: a stop that ends sooner, one more qualified person, more working time. */
import type { Disruption } from '../../records/disruption.ts'
import type { PlanMove } from '../../records/plan-move.ts'
import { WEEKDAYS } from '../../records/shift.ts'
import { type Instant, instantToMs } from '../../values/instant.ts'
import { ok, type Result } from '../../values/result.ts'
import { notFound, refused, type WorkingRecords } from './working-records.ts'

type Move<T extends PlanMove['type']> = Extract<PlanMove, { type: T }>
const DONE: Result<true> = ok(true)
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

function isClosed({ closedAt }: Disruption, at: Instant): boolean {
  return closedAt !== undefined && closedAt <= at
}

/** A stated end moves; where only an expected one is known, that moves, and with it the latest one as far as it was that late. */
export function endBy(work: WorkingRecords, move: Move<'endBy'>): Result<true> {
  const disruption = work.get('disruption', move.disruptionId)
  if (disruption === undefined || isClosed(disruption, work.at)) return notFound('disruption', move.disruptionId)
  const ended = endedBy(disruption, move.at)
  if (ended === undefined) {
    return refused('cause-without-end', 'What happened has no end that could come sooner.', {
      next: 'Replace what was lost, or change the plan around it.',
      facts: { disruptionId: disruption.id, kind: disruption.kind },
    })
  }
  work.put('disruption', ended)
  return DONE
}

/** The disruption with an end at `at`; undefined where its kind has none. */
export function endedBy(disruption: Disruption, at: Instant): Disruption | undefined {
  switch (disruption.kind) {
    case 'purchaseMoved':
      return { ...disruption, newAt: at }
    case 'workUnitDown':
    case 'workUnitSlow':
    case 'lotHeld':
    case 'qualificationMissing': {
      if (disruption.endAt !== undefined) return { ...disruption, endAt: at }
      const latest = disruption.latestEndAt !== undefined && disruption.expectedEndAt !== undefined
      return { ...disruption, expectedEndAt: at, ...(latest ? {} : { latestEndAt: at }) }
    }
    default:
      return undefined
  }
}

/** One person more where qualified people are missing: as much of the capacity is back as that person is of those who are needed. */
export function staff(work: WorkingRecords, move: Move<'staff'>): Result<true> {
  const gaps = work.where('disruption', (each) => isGapFor(each, move) && !isClosed(each, work.at))
  if (gaps.length === 0) {
    return refused('nobody-missing', 'No qualified people are missing there at that time.', {
      next: 'Look at the coverage of the shifts, and choose a time in which people are missing.',
      facts: { workCenterId: move.workCenterId, skill: move.skill },
    })
  }
  for (const gap of gaps) work.put('disruption', staffed(gap, work.at))
  return DONE
}

/** Whether one more person as this move brings them is missing there. */
export function isGapFor(each: Disruption, move: Move<'staff'>): boolean {
  if (each.kind !== 'qualificationMissing' || each.workCenterId !== move.workCenterId || each.skill !== move.skill) return false
  return move.fromAt <= each.startAt && (each.endAt === undefined || each.endAt <= move.toAt)
}

/** The gap with one person more. It is over where nobody is missing any more. */
export function staffed(gap: Disruption, at: Instant): Disruption {
  const missing = gap.missing ?? 1
  if (missing <= 1) return { ...gap, missing: 0, rate: 1, closedAt: at }
  const lost = 1 - (gap.rate ?? 0)
  return { ...gap, missing: missing - 1, rate: Math.min(1, 1 - (lost * (missing - 1)) / missing) }
}

/** Working time of one unit on top of its calendar, in shifts of a day at most; it counts before whatever else the calendar says. */
export function openTime(work: WorkingRecords, move: Move<'openTime'>, place: number): Result<true> {
  const unit = work.get('workUnit', move.workUnitId)
  if (unit === undefined) return notFound('workUnit', move.workUnitId)
  const calendar = work.get('calendar', unit.calendarId ?? work.get('workCenter', unit.workCenterId)?.calendarId)
  if (calendar === undefined) {
    return refused('always-open', 'The work unit has no calendar: it is taken as working around the clock already.', {
      next: 'Record the working time of its work center first.',
      facts: { workUnitId: unit.id },
    })
  }
  const [from, to] = [instantToMs(move.fromAt), instantToMs(move.toAt)]
  if (to - from < MINUTE_MS) {
    return refused('time-too-short', 'The time ends before it begins, or within a minute.', {
      next: 'Give an end that is later than the start.',
      facts: { fromAt: move.fromAt, toAt: move.toAt },
    })
  }
  const zone = calendar.zone ?? work.where('site', () => true)[0]?.zone ?? 'UTC'
  const local = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  let begin = from
  for (let part = 0; begin < to; part++) {
    const end = Math.min(to, begin + DAY_MS)
    const [first, last] = [local(begin), local(end)]
    const day = first.toPlainDate().toString()
    work.put('shift', {
      id: work.newId(unit.id, `${place}-${part}`),
      calendarId: calendar.id,
      workUnitId: unit.id,
      name: `${unit.id} ${local(from).toPlainDate()}`,
      days: WEEKDAYS.slice(first.dayOfWeek - 1, first.dayOfWeek),
      startTime: first.toPlainTime().toString({ smallestUnit: 'minute' }),
      endTime: last.toPlainTime().toString({ smallestUnit: 'minute' }),
      validFrom: day,
      validUntil: day,
      working: true,
      precedence: BEFORE_OTHERS,
    })
    begin = end
  }
  return DONE
}

/** Overtime on a holiday is overtime: its entry wins over every other of the calendar. */
const BEFORE_OTHERS = -1_000_000

/** A plant's people for tests: work centers on three shifts, and people in one line each of what they hold and when they work. All instants are UTC. */
import { emptyModel, type Model, putRecord } from '../chain/model.ts'
import type { AnyRecord, RecordName } from '../records/all.ts'
import type { Requirement } from '../records/requirement.ts'
import { type Instant, instantFromMs } from '../values/instant.ts'

/** `05-08` is that day of 2026, `05-08 06:00` a time on it. */
export function on(text: string): Instant {
  const [day, time = '00:00'] = text.split(' ')
  return instantFromMs(Date.parse(`2026-${day}T${time}:00Z`))
}

export interface PersonText {
  readonly name: string
  readonly leads?: boolean
  /** As `weld 3`, `weld 4 until 04-30`. */
  readonly skills?: readonly string[]
  /** As `welding certificate until 06-30`, or without an end. */
  readonly certificates?: readonly string[]
  /** As `05-08 06:00 - 05-08 14:00 weld`, or without a place. */
  readonly works?: readonly string[]
  readonly usually?: { readonly shiftId: string; readonly workCenterIds?: readonly string[] }
}

export const THREE_SHIFTS = [
  ['early', '06:00', '14:00'],
  ['late', '14:00', '22:00'],
  ['night', '22:00', '06:00'],
] as const

/** A plant in UTC with one calendar of three shifts every day; each requirement names its work center into being. */
export function crewPlant(requirements: readonly Omit<Requirement, 'id'>[], people: readonly PersonText[]): Model {
  const model = emptyModel()
  const put = (record: RecordName, body: AnyRecord) => putRecord(model, record, body)
  put('site', { id: 'plant', name: 'Plant', zone: 'UTC', currency: 'EUR' })
  put('calendar', { id: 'continuous', name: 'Three shifts' })
  for (const [name, startTime, endTime] of THREE_SHIFTS) {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
    put('shift', { id: name, calendarId: 'continuous', name, days, startTime, endTime, working: true, precedence: 1 })
  }
  for (const requirement of requirements) {
    put('workCenter', { id: requirement.workCenterId, name: `The ${requirement.workCenterId} shop`, calendarId: 'continuous' })
    put('requirement', { id: `${requirement.workCenterId}/${requirement.skill}`, ...requirement })
  }
  for (const person of people) putPerson(put, person)
  return model
}

function putPerson(put: (record: RecordName, body: AnyRecord) => void, person: PersonText): void {
  const { name, leads, skills = [], certificates = [], works = [], usually } = person
  put('person', { id: name, name, ...(leads === undefined ? {} : { supervisor: leads }), ...usually })
  for (const [k, text] of skills.entries()) {
    const [, skill = '', level, until] = /^(.+) (\d)(?: until (.+))?$/.exec(text) ?? []
    put('qualification', { id: `${name}/s${k}`, personId: name, skill, level: Number(level), ...untilOf(until) })
  }
  for (const [k, text] of certificates.entries()) {
    const [, skill = '', until] = /^(.+?)(?: until (.+))?$/.exec(text) ?? []
    put('qualification', { id: `${name}/c${k}`, personId: name, skill, level: 3, kind: 'certificate', ...untilOf(until) })
  }
  for (const text of works) {
    const [, from = '', to = '', workCenterId] = /^(\S+ \S+) - (\S+ \S+)(?: (\S+))?$/.exec(text) ?? []
    const place = workCenterId === undefined ? {} : { workCenterId }
    put('roster', { id: `${name}/${from}`, personId: name, startAt: on(from), endAt: on(to), ...place })
  }
}

function untilOf(text: string | undefined): { readonly validUntil?: Instant } {
  return text === undefined ? {} : { validUntil: on(text) }
}

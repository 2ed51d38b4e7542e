/** The people of a plant as coverage reads them: what each can do and until when, and when and where they are planned to work. */
import type { Model } from '../chain/model.ts'
import type { Qualification } from '../records/qualification.ts'
import { type Instant, instantToMs } from '../values/instant.ts'
import { coveredUntil, covers, type Span } from './span.ts'

/** A roster; without a work center it counts anywhere. */
export interface Duty extends Span {
  readonly workCenterId: string | undefined
}

interface Held extends Span {
  readonly level: number
}

export interface Crewman {
  readonly personId: string
  readonly name: string
  readonly job: string | undefined
  readonly leads: boolean
  readonly workCenterIds: readonly string[] | undefined
  readonly usualShiftId: string | undefined
  readonly skills: ReadonlyMap<string, readonly Held[]>
  readonly certificates: ReadonlyMap<string, readonly Span[]>
  readonly duties: readonly Duty[]
}

/** What work asks of whoever does it. */
export interface Asked {
  readonly skill: string
  readonly levelMinimum: number
  readonly certificate?: string | undefined
}

/** Everyone, in order of id, so that the order in which records came makes no difference. */
export function crewOf(model: Model): readonly Crewman[] {
  const { person, qualification, roster } = model.byKind
  const held = gathered(qualification.values())
  const rosters = gathered(roster.values())
  return [...person.values()]
    .map(({ id, name, job, supervisor, workCenterIds, shiftId }): Crewman => {
      const all = held.get(id) ?? []
      return {
        ...{ personId: id, name, job, leads: supervisor === true, workCenterIds, usualShiftId: shiftId },
        skills: bySkill(all.filter(({ kind }) => kind !== 'certificate')),
        certificates: bySkill(all.filter(({ kind }) => kind === 'certificate')),
        duties: (rosters.get(id) ?? []).map(({ workCenterId, startAt, endAt }) => ({
          ...{ workCenterId, fromMs: instantToMs(startAt), toMs: instantToMs(endAt) },
        })),
      }
    })
    .sort((a, b) => (a.personId < b.personId ? -1 : 1))
}

function gathered<T extends { readonly personId: string }>(records: Iterable<T>): ReadonlyMap<string, readonly T[]> {
  const result = new Map<string, T[]>()
  for (const each of records) {
    const list = result.get(each.personId)
    if (list === undefined) result.set(each.personId, [each])
    else list.push(each)
  }
  return result
}

function bySkill(qualifications: readonly Qualification[]): ReadonlyMap<string, readonly Held[]> {
  const result = new Map<string, Held[]>()
  for (const { skill, level, validFrom, validUntil } of qualifications) {
    const list = result.get(skill) ?? []
    result.set(skill, list)
    list.push({ level, fromMs: msOf(validFrom, Number.NEGATIVE_INFINITY), toMs: msOf(validUntil, Number.POSITIVE_INFINITY) })
  }
  return result
}

function msOf(instant: Instant | undefined, otherwise: number): number {
  return instant === undefined ? otherwise : instantToMs(instant)
}

/** What a person holds of a skill at the level that is asked for. */
export function reached({ skills }: Crewman, { skill, levelMinimum }: Asked): readonly Held[] {
  return (skills.get(skill) ?? []).filter(({ level }) => level >= levelMinimum)
}

/** Until when a person is qualified without a break: level and certificate both valid. `fromMs` itself where they are not at that instant. */
export function qualifiedUntil(person: Crewman, asked: Asked, fromMs: number): number {
  const skill = coveredUntil(reached(person, asked), fromMs)
  if (asked.certificate === undefined) return skill
  return Math.min(skill, coveredUntil(person.certificates.get(asked.certificate) ?? [], fromMs))
}

/** Whether a person is qualified for the whole of an interval. */
export function isQualified(person: Crewman, asked: Asked, { fromMs, toMs }: Span): boolean {
  return qualifiedUntil(person, asked, fromMs) >= toMs
}

/** The rosters by which a person counts at a work center: those there and those that name no place. Undefined asks for any place. */
export function dutiesAt({ duties }: Crewman, workCenterId: string | undefined): readonly Duty[] {
  if (workCenterId === undefined) return duties
  return duties.filter((duty) => duty.workCenterId === undefined || duty.workCenterId === workCenterId)
}

/** Whether a person is planned to work there for the whole of an interval. */
export function isRostered(person: Crewman, workCenterId: string | undefined, span: Span): boolean {
  return covers(dutiesAt(person, workCenterId), span)
}

/** What each shift needs of people, and what of it is there: requirement by requirement, by a matching over everyone at once. */
import type { Model } from '../chain/model.ts'
import type { Requirement } from '../records/requirement.ts'
import { arrangedFor } from './arranged.ts'
import { type Crewman, crewOf, isQualified, isRostered } from './crew.ts'
import { fillPlaces } from './matching.ts'
import { type ShiftTime, shiftTimes } from './shift-times.ts'
import { overlap, type Span } from './span.ts'

/** One requirement in one shift. */
export interface Need {
  readonly requirement: Requirement
  readonly shift: ShiftTime
  /** Places that are filled, at most the headcount; whom an action has arranged for counts before a roster says so. */
  readonly supply: number
}

export interface Needs {
  readonly known: readonly Need[]
  /** Shifts of which no roster says anything: nothing is claimed of them. */
  readonly unknown: readonly { readonly workCenterId: string; readonly shift: ShiftTime }[]
}

/**
 * The needs of all shifts that overlap `range`. A place counts as filled by someone who is qualified and rostered for the whole shift;
 * where shifts overlap, work centers compete for the same people, and whoever began first keeps theirs.
 * A shift is known where the rosters of its work center reach over it and somebody in the plant is rostered in it.
 */
export function needsOf(model: Model, range: Span): Needs {
  const crew = crewOf(model)
  const times = shiftTimes(model, range)
  const isKnown = rosterReach(crew)
  const requirements = [...model.byKind.requirement.values()].sort((a, b) => compare(a.workCenterId, b.workCenterId) || compare(a.id, b.id))
  const asked: Omit<Need, 'supply'>[] = []
  const unknown: Needs['unknown'][number][] = []
  for (const workCenterId of new Set(requirements.map((each) => each.workCenterId))) {
    const needed = requirements.filter((each) => each.workCenterId === workCenterId && each.headcount > 0)
    for (const shift of needed.length === 0 ? [] : times(workCenterId)) {
      if (isKnown(workCenterId, shift)) for (const requirement of needed) asked.push({ requirement, shift })
      else unknown.push({ workCenterId, shift })
    }
  }
  // A stable sort: needs that begin together stay in the order of their work centers.
  asked.sort((a, b) => a.shift.fromMs - b.shift.fromMs)
  const arranged = arrangedFor(model)
  const known = filled(crew, asked).map((need) => {
    const { requirement, shift, supply } = need
    return { ...need, supply: Math.min(requirement.headcount, supply + arranged(requirement, shift)) }
  })
  return { known, unknown }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** From the first to the last roster that counts there, while anyone works at all. */
function rosterReach(crew: readonly Crewman[]): (workCenterId: string, shift: Span) => boolean {
  const reach = new Map<string | undefined, { fromMs: number; toMs: number }>()
  const all: Span[] = []
  for (const duty of crew.flatMap(({ duties }) => duties)) {
    const known = reach.get(duty.workCenterId) ?? { fromMs: Number.POSITIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY }
    reach.set(duty.workCenterId, { fromMs: Math.min(known.fromMs, duty.fromMs), toMs: Math.max(known.toMs, duty.toMs) })
    all.push(duty)
  }
  return (workCenterId, shift) => {
    const within = [reach.get(workCenterId), reach.get(undefined)].some(
      (each) => each !== undefined && each.fromMs <= shift.fromMs && each.toMs >= shift.toMs,
    )
    return within && all.some((duty) => overlap(duty, shift))
  }
}

/** `asked` in order of its beginning. */
function filled(crew: readonly Crewman[], asked: readonly Omit<Need, 'supply'>[]): readonly Need[] {
  const candidates = candidatesOf(crew)
  const able = asked.map((need) => candidates(need))
  const supply = new Array<number>(asked.length).fill(0)
  for (let first = 0; first < asked.length; ) {
    const fromMs = (asked[first] as Need).shift.fromMs
    let end = first
    while (end < asked.length && (asked[end] as Need).shift.fromMs === fromMs) end++
    // Those that began before and are still on hold their people.
    const at = asked.flatMap((need, k) => (k < end && need.shift.toMs > fromMs ? [k] : []))
    const places = at.flatMap((k) => Array.from({ length: (asked[k] as Need).requirement.headcount }, () => k))
    const persons = fillPlaces(
      places.map((k) => able[k] ?? []),
      crew.length,
    )
    for (const [place, k] of places.entries()) if (k >= first && persons[place] !== -1) supply[k] = (supply[k] ?? 0) + 1
    first = end
  }
  return asked.map((need, k) => ({ ...need, supply: supply[k] ?? 0 }))
}

/** Who may fill a place of a need: their numbers in the crew. */
function candidatesOf(crew: readonly Crewman[]): (need: Omit<Need, 'supply'>) => readonly number[] {
  const bySkill = new Map<string, number[]>()
  for (const [index, { skills }] of crew.entries())
    for (const skill of skills.keys()) bySkill.set(skill, [...(bySkill.get(skill) ?? []), index])
  return ({ requirement, shift }) =>
    (bySkill.get(requirement.skill) ?? []).filter((index) => {
      const person = crew[index] as Crewman
      return isRostered(person, requirement.workCenterId, shift) && isQualified(person, requirement, shift)
    })
}

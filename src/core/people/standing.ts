/** How many people hold what a work center asks for, now and in the months ahead: counts alone, whatever the rosters say. */
import type { Model } from '../chain/model.ts'
import type { Requirement } from '../records/requirement.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import type { SkillStanding } from './answer.ts'
import { type Crewman, crewOf, qualifiedUntil } from './crew.ts'

const DAY_MS = 86_400_000
const LOOK_AHEAD_DAYS = 90
const NOTHING_CARRIED: SkillStanding['carries'] = { promises: 0, money: { revenue: [], contribution: [], penalty: [] } }

/** One standing for each requirement, in order of work center and skill. */
export function skillStandings(model: Model, now: Instant): readonly SkillStanding[] {
  const crew = crewOf(model)
  return [...model.byKind.requirement.values()]
    .sort((a, b) => (a.workCenterId < b.workCenterId || (a.workCenterId === b.workCenterId && a.id < b.id) ? -1 : 1))
    .map((requirement) => standingOf(requirement, { crew, now, name: centerName(model, requirement.workCenterId) }))
}

/** What people call a work center; its id where it has no record. */
export function centerName(model: Model, workCenterId: string): string {
  return model.byKind.workCenter.get(workCenterId)?.name ?? workCenterId
}

function standingOf(
  requirement: Requirement,
  { crew, now, name }: { readonly crew: readonly Crewman[]; readonly now: Instant; readonly name: string },
): SkillStanding {
  const nowMs = instantToMs(now)
  const holders = (inDays: number) => {
    const at = nowMs + inDays * DAY_MS
    return crew.filter((person) => qualifiedUntil(person, requirement, at) > at).length
  }
  return {
    workCenterId: requirement.workCenterId,
    workCenter: name,
    skill: requirement.skill,
    certificate: requirement.certificate ?? null,
    levelMinimum: requirement.levelMinimum,
    required: requirement.headcount,
    busFactor: holders(0),
    busFactorIn30Days: holders(30),
    busFactorIn60Days: holders(60),
    busFactorIn90Days: holders(90),
    ending: endingOf(crew, requirement, nowMs),
    carries: NOTHING_CARRIED,
  }
}

/** Of those who are qualified now: how many are no longer from when on, within 90 days. */
function endingOf(crew: readonly Crewman[], requirement: Requirement, nowMs: number): SkillStanding['ending'] {
  const people = new Map<number, number>()
  for (const person of crew) {
    const until = qualifiedUntil(person, requirement, nowMs)
    if (until > nowMs && until <= nowMs + LOOK_AHEAD_DAYS * DAY_MS) people.set(until, (people.get(until) ?? 0) + 1)
  }
  return [...people].sort(([a], [b]) => a - b).map(([until, count]) => ({ at: instantFromMs(until), people: count }))
}

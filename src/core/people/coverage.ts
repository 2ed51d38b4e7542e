/** Coverage of the shifts: what each needs, what of it is there, and what is not known. What a gap puts at risk is joined to it elsewhere. */
import type { Model } from '../chain/model.ts'
import { type Instant, instantFromMs, instantToMs } from '../values/instant.ts'
import { type Said, said } from '../values/said.ts'
import type { Coverage, CoverageCell } from './answer.ts'
import { gapIdOf } from './gap.ts'
import { type Need, type Needs, needsOf } from './needs.ts'
import { centerName, skillStandings } from './standing.ts'

export interface CoverageRange {
  readonly now: Instant
  readonly fromAt: Instant
  readonly toAt: Instant
}

/** Whether the plant holds data about people at all; without a works agreement there are none. */
export function knowsPeople(model: Model): boolean {
  return model.byKind.person.size > 0
}

/**
 * Coverage of the shifts that overlap a range, without risk and without what skills carry.
 * `off` where there are no people, as without a works agreement; `empty` where no requirement is known.
 */
export function coverageOf(model: Model, { now, fromAt, toAt }: CoverageRange): Coverage {
  const plain = { at: now, fromAt, toAt, cells: [], skills: [], notes: [] }
  if (!knowsPeople(model)) return { ...plain, state: 'off' }
  if (model.byKind.requirement.size === 0) return { ...plain, state: 'empty' }
  const needs = needsOf(model, { fromMs: instantToMs(fromAt), toMs: instantToMs(toAt) })
  const skills = skillStandings(model, now)
  const nobody = skills
    .filter(({ busFactor }) => busFactor === 0)
    .map(({ workCenterId, workCenter, skill }) => said('nobody-qualified', { workCenterId, workCenter, skill }))
  return {
    ...plain,
    state: 'on',
    cells: needs.known.map((need) => cellOf(model, need)),
    skills,
    notes: [...rosterNotes(model, needs), ...nobody],
  }
}

function cellOf(model: Model, need: Need): CoverageCell {
  const { requirement, shift, supply } = need
  const id = gapIdOf({ ...requirement, fromMs: shift.fromMs })
  const stands = model.byKind.disruption.get(id)
  return {
    workCenterId: requirement.workCenterId,
    workCenter: centerName(model, requirement.workCenterId),
    skill: requirement.skill,
    certificate: requirement.certificate ?? null,
    levelMinimum: requirement.levelMinimum,
    required: requirement.headcount,
    supply,
    gap: requirement.headcount - supply,
    fromAt: instantFromMs(shift.fromMs),
    toAt: instantFromMs(shift.toMs),
    shift: shift.name,
    disruptionId: stands !== undefined && stands.closedAt === undefined ? id : null,
    risk: null,
  }
}

/** Where rosters say nothing: one sentence for the end of all of them, else one for each work center. */
function rosterNotes(model: Model, { unknown }: Needs): readonly Said[] {
  const last = [...model.byKind.roster.values()].reduce<Instant | undefined>(
    (latest, { endAt }) => (latest === undefined || endAt > latest ? endAt : latest),
    undefined,
  )
  if (last === undefined) return unknown.length === 0 ? [] : [said('no-rosters')]
  const behind = unknown.filter(({ shift }) => shift.toMs > instantToMs(last))
  const between = unknown.filter(({ shift }) => shift.toMs <= instantToMs(last))
  const centers = [...new Set(between.map(({ workCenterId }) => workCenterId))]
  return [
    ...(behind.length === 0 ? [] : [said('rosters-end', { at: last })]),
    ...centers.map((workCenterId) => {
      const shifts = between.filter((each) => each.workCenterId === workCenterId).map(({ shift }) => shift)
      const fromAt = instantFromMs(Math.min(...shifts.map(({ fromMs }) => fromMs)))
      const toAt = instantFromMs(Math.max(...shifts.map(({ toMs }) => toMs)))
      return said('roster-not-known', {
        ...{ workCenterId, workCenter: centerName(model, workCenterId) },
        ...{ fromAt, toAt, shifts: shifts.length },
      })
    }),
  ]
}

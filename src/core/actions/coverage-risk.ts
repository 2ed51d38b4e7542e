/** What hangs on people: the promises that a gap puts at risk, and those that go through the work that a skill does. */
import { exposureOf } from '../impact/exposure.ts'
import type { LivePlan } from '../impact/live-plan.ts'
import type { PlantView } from '../impact/plant-view.ts'
import { planSeconds } from '../impact/site-plan.ts'
import { WaitingPromises } from '../impact/waiting-promises.ts'
import type { Coverage, CoverageCell, SkillStanding } from '../people/answer.ts'
import { gapIdOf } from '../people/gap.ts'
import type { Disruption } from '../records/disruption.ts'
import { instantToMs } from '../values/instant.ts'
import { said } from '../values/said.ts'
import { sumsOf, worthAsNumber } from './line-money.ts'

const CARRIED_SECONDS = 14 * 86_400
/** Each is a look at the whole plan. */
const LOOKS_MAX = 100

/** Joins what gaps put at risk and what skills carry to a coverage; skills come in order of the customer value that hangs on them. */
export function withRisk(view: PlantView, coverage: Coverage): Coverage {
  if (coverage.state !== 'on') return coverage
  const looked = new Set(coverage.cells.filter(({ gap }) => gap > 0).slice(0, LOOKS_MAX))
  const left = coverage.cells.filter((cell) => cell.gap > 0 && !looked.has(cell)).length
  const carried = carriedBy(view.live)
  return {
    ...coverage,
    cells: coverage.cells.map((cell) => (looked.has(cell) ? { ...cell, risk: riskOf(view, cell) } : cell)),
    skills: coverage.skills.map((skill) => ({ ...skill, carries: carried(skill.workCenterId) })).sort(byCarried),
    notes: left === 0 ? coverage.notes : [...coverage.notes, said('risk-not-looked-for', { gaps: left })],
  }
}

/** Of an open gap against the plan without it, of any other against the plan as it stands; null where the plan can't hold it. */
function riskOf(view: PlantView, cell: CoverageCell): CoverageCell['risk'] {
  const answer = view.impact(disruptionOf(cell), true)
  if (!answer.ok) return null
  const { totals } = answer.value
  return { promises: totals.lines, customers: totals.customers, money: sumsOf(answer.value.late.map(({ exposure }) => exposure)) }
}

function disruptionOf(cell: CoverageCell): Disruption {
  const { workCenterId, skill, fromAt, toAt, gap, supply, required, disruptionId } = cell
  return {
    id: disruptionId ?? gapIdOf({ workCenterId, skill, fromMs: instantToMs(fromAt) }),
    kind: 'qualificationMissing',
    ...{ workCenterId, skill, startAt: fromAt, endAt: toAt, missing: gap, rate: supply / required },
  }
}

/** The open promises that are due within 14 days, or were, and go through what a work center has still to do. */
function carriedBy(live: LivePlan): (workCenterId: string) => SkillStanding['carries'] {
  const { site } = live
  const until = planSeconds(site, site.at) + CARRIED_SECONDS
  const orders = ordersByCenter(live)
  const waiting = new WaitingPromises(live)
  const known = new Map<string, SkillStanding['carries']>()
  return (workCenterId) => {
    const carries = known.get(workCenterId) ?? carriesOf(waiting.through(orders.get(workCenterId) ?? []))
    known.set(workCenterId, carries)
    return carries
  }
  function carriesOf(through: readonly number[]): SkillStanding['carries'] {
    const lines = through.filter((line) => live.lineState(line).due <= until)
    const money = lines.flatMap((line) => {
      const record = site.model.byKind.salesOrderLine.get(site.names.lines[line] ?? '')
      // What would be exposed if it came too late by a moment: its open value, and no penalty.
      return record === undefined ? [] : [{ ...exposureOf(record, 1), penalty: null }]
    })
    return { promises: lines.length, money: sumsOf(money) }
  }
}

/** Orders with an operation that is still to be done at each work center. */
function ordersByCenter({ site, projection }: LivePlan): ReadonlyMap<string, ReadonlySet<number>> {
  const { network, draft, input } = site.plan
  const orders = new Map<string, Set<number>>()
  for (let node = 0; node < network.operationCount; node++) {
    const center = site.names.stations[network.station[node] ?? -1]?.workCenterId
    const order = draft.opOrder.data[network.operationOf[node] ?? -1]
    if (center === undefined || order === undefined || (projection.finish[node] ?? 0) <= input.now) continue
    orders.set(center, (orders.get(center) ?? new Set()).add(order))
  }
  return orders
}

function byCarried(a: SkillStanding, b: SkillStanding): number {
  const value = ({ carries }: SkillStanding) => worthAsNumber(carries.money)
  return value(b) - value(a) || b.carries.promises - a.carries.promises || (a.workCenterId < b.workCenterId ? -1 : 1)
}

/** Scenarios: saved under a name, applied to the plan in one step, taken back, or thrown away. */
import type { Change } from '../records/change.ts'
import type { PlanMove } from '../records/plan-move.ts'
import type { Scenario } from '../records/scenario.ts'
import type { WorkRole } from '../records/work-role.ts'
import { ok, type Result } from '../values/result.ts'
import { addition, type Deciding, notFound, refused, update } from './deciding.ts'

export interface ScenarioDraft {
  readonly scenarioId: string
  readonly name: string
  readonly role: WorkRole
  readonly moves: readonly PlanMove[]
}

/** Saves a draft, or changes one that was saved before. */
export function saveScenario({ scenarioId, name, role, moves }: ScenarioDraft, { model, now }: Deciding): Result<readonly Change[]> {
  const saved = model.byKind.scenario.get(scenarioId)
  if (saved === undefined)
    return ok([addition('scenario', { id: scenarioId, name, state: 'draft', role, moves, madeAt: now, changedAt: now })])
  if (saved.name === name && saved.role === role && JSON.stringify(saved.moves) === JSON.stringify(moves)) return ok([])
  if (saved.state !== 'draft') return wrongState(saved, 'Save it as a new one.')
  return ok([update('scenario', saved, { name, role, moves, changedAt: now })])
}

/** Writes what its moves change into the plan. */
export function applyScenario(scenarioId: string, deciding: Deciding): Result<readonly Change[]> {
  const { model, now } = deciding
  const saved = model.byKind.scenario.get(scenarioId)
  if (saved === undefined) return notFound('scenario', scenarioId)
  if (saved.state === 'applied') return ok([])
  if (saved.state !== 'draft') return wrongState(saved, 'Save it as a new one, and apply that.')
  const planned = deciding.changesOf(saved.moves, scenarioId)
  if (!planned.ok) return planned
  const applied = { state: 'applied', planned: planned.value as NonNullable<Scenario['planned']>, appliedAt: now, changedAt: now } as const
  return ok([...planned.value, update('scenario', saved, applied)])
}

/** Takes back what applying it changed. */
export function undoScenario(scenarioId: string, deciding: Deciding): Result<readonly Change[]> {
  const { model, now } = deciding
  const saved = model.byKind.scenario.get(scenarioId)
  if (saved === undefined) return notFound('scenario', scenarioId)
  if (saved.state === 'undone') return ok([])
  if (saved.state !== 'applied') return wrongState(saved, 'Only what was applied can be taken back.')
  const back = deciding.takeBack((saved.planned ?? []) as readonly Change[])
  return back.ok ? ok([...back.value, update('scenario', saved, { state: 'undone', changedAt: now })]) : back
}

export function dropScenario(scenarioId: string, { model, now }: Deciding): Result<readonly Change[]> {
  const saved = model.byKind.scenario.get(scenarioId)
  if (saved === undefined) return notFound('scenario', scenarioId)
  if (saved.state === 'dropped') return ok([])
  if (saved.state === 'applied') return wrongState(saved, 'Take it back first.')
  return ok([update('scenario', saved, { state: 'dropped', changedAt: now })])
}

function wrongState({ id, state }: Scenario, next: string): Result<never> {
  return refused('scenario-state-differs', 'The scenario is in a state in which this can not be done.', {
    next,
    facts: { scenarioId: id, state },
  })
}

/** Scenarios: saved under a name, applied to the plan in one step, taken back, or thrown away. */
import type { Change } from '../records/change.ts'
import type { PlanMove } from '../records/plan-move.ts'
import type { Scenario } from '../records/scenario.ts'
import type { WorkRole } from '../records/work-role.ts'
import { ok, type Result } from '../values/result.ts'
import { askedOf, isAsked } from './asked-moves.ts'
import { addition, type Deciding, notFound, refused, update } from './deciding.ts'
import { propose } from './life.ts'

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

/**
 * Writes what its moves change into the plan. What nobody can write, as that a stop is over sooner, is proposed to the role that can do it,
 * and counts in the plan once that role takes it on.
 */
export function applyScenario(scenarioId: string, deciding: Deciding): Result<readonly Change[]> {
  const { model, now } = deciding
  const saved = model.byKind.scenario.get(scenarioId)
  if (saved === undefined) return notFound('scenario', scenarioId)
  if (saved.state === 'applied') return ok([])
  if (saved.state !== 'draft') return wrongState(saved, 'Save it as a new one, and apply that.')
  const written = saved.moves.filter((move) => !isAsked(move))
  const planned = deciding.changesOf(written, scenarioId)
  if (!planned.ok) return planned
  const asked = proposals(saved, deciding)
  if (!asked.ok) return asked
  const applied = { state: 'applied', planned: planned.value as NonNullable<Scenario['planned']>, appliedAt: now, changedAt: now } as const
  return ok([...planned.value, update('scenario', saved, applied), ...asked.value])
}

function proposals({ id, moves }: Scenario, deciding: Deciding): Result<readonly Change[]> {
  const changes: Change[] = []
  for (const [place, { kind, ownerRole, move, disruptionIds }] of askedOf(deciding.model, moves, deciding.now).entries()) {
    const cause = disruptionIds[0]
    const made = propose(
      {
        ...{ actionId: `${id}-${place + 1}`, kind, ownerRole, scenarioId: id, moves: [move] },
        ...(cause === undefined ? {} : { disruptionId: cause }),
      },
      deciding,
    )
    if (!made.ok) return made
    changes.push(...made.value)
  }
  return ok(changes)
}

/** Takes back what applying it changed, and drops what it asked for where nobody has taken it on yet. */
export function undoScenario(scenarioId: string, deciding: Deciding): Result<readonly Change[]> {
  const { model, now } = deciding
  const saved = model.byKind.scenario.get(scenarioId)
  if (saved === undefined) return notFound('scenario', scenarioId)
  if (saved.state === 'undone') return ok([])
  if (saved.state !== 'applied') return wrongState(saved, 'Only what was applied can be taken back.')
  const back = deciding.takeBack((saved.planned ?? []) as readonly Change[])
  const waiting = [...model.byKind.action.values()].filter((each) => each.scenarioId === scenarioId && each.state === 'proposed')
  const dropped = waiting.map((each) => update('action', each, { state: 'dropped', droppedAt: now }))
  return back.ok ? ok([...back.value, ...dropped, update('scenario', saved, { state: 'undone', changedAt: now })]) : back
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

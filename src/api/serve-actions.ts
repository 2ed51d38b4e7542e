/** Serves the questions about actions, and what was changed in the plan as a file. Decisions are served apart. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Action } from '../core/records/action.ts'
import type { RecordedChange } from '../core/records/action-figures.ts'
import type { Scenario } from '../core/records/scenario.ts'
import { failed, ok, type Result } from '../core/values/result.ts'
import type { ActionDesk } from '../engine/action-ports.ts'
import type { Engine } from '../engine/ports.ts'
import { actionRoutes } from './contract/actions.ts'
import { serve } from './handling.ts'
import { planFile, takenBack } from './plan-file.ts'
import { problemOfRange } from './range.ts'
import { foundOr } from './serve-plant.ts'

const KEPT_DAYS_MAX = 366

export function serveActions(app: FastifyInstance, engine: Engine & ActionDesk): void {
  serve(app, actionRoutes.countermeasures, async ({ params: { id }, query: { limit } }) => engine.countermeasures(id, limit))
  serve(app, actionRoutes.fixFirst, async () => ok(await engine.fixFirst()))
  serve(app, actionRoutes.trials, async ({ body: { moves } }) => engine.tryMoves(moves))
  serve(app, actionRoutes.sequenceSearch, async ({ body: { milliseconds } }) => engine.searchSequence(milliseconds))
  serve(app, actionRoutes.scenarios, async () => ok({ items: await engine.scenarios() }))
  serve(app, actionRoutes.inbox, async ({ params: { role } }) => ok(await engine.inbox(role)))
  serve(app, actionRoutes.actions, async ({ query: { open, limit } }) =>
    ok({ items: await engine.actions({ limit, ...(open === undefined ? {} : { open }) }) }),
  )
  serve(app, actionRoutes.actionToday, async ({ params: { id } }) => engine.actionToday(id))
  serve(app, actionRoutes.causeFile, async ({ params: { id } }) => engine.causeFile(id))
  serve(app, actionRoutes.ledger, async ({ query: { from, to } }) => {
    const wrong = problemOfRange(from, to)
    return wrong === undefined ? ok(await engine.ledger({ fromAt: from, toAt: to })) : failed(wrong)
  })
  serve(app, actionRoutes.kept, async ({ params: { workCenterId }, query: { from, to, shift } }) => {
    const wrong = problemOfRange(from, to, KEPT_DAYS_MAX)
    const of = { workCenterId, fromAt: from, toAt: to, ...(shift === undefined ? {} : { shift }) }
    return wrong === undefined ? engine.keptForCustomers(of) : failed(wrong)
  })
  serve(app, actionRoutes.reportEffect, async ({ params: { id } }) => engine.reportEffect(id))
  serve(app, actionRoutes.actionPlan, async ({ params: { id }, reply }) => {
    const found = foundOr((await engine.get('action', id)) as Action | undefined, 'action', id)
    if (!found.ok) return found
    const { planned, undoneAt } = found.value
    return fileOf(reply, { id, planned, undone: undoneAt !== undefined })
  })
  serve(app, actionRoutes.scenarioPlan, async ({ params: { id }, reply }) => {
    const found = foundOr((await engine.get('scenario', id)) as Scenario | undefined, 'scenario', id)
    if (!found.ok) return found
    const { planned, state } = found.value
    return fileOf(reply, { id, planned, undone: state === 'undone' })
  })
}

interface Planned {
  readonly id: string
  readonly planned: readonly RecordedChange[] | undefined
  readonly undone: boolean
}

function fileOf(reply: FastifyReply, { id, planned, undone }: Planned): Result<string> {
  if (planned === undefined) {
    return failed({
      code: 'plan-unchanged',
      message: 'Nothing was changed in the plan by it.',
      next: 'Take the action, or apply the scenario, then read the file.',
      facts: { id },
    })
  }
  // Ids may hold what a header may not.
  reply.header('content-disposition', `attachment; filename="plan-${id.replaceAll(/[^\w.-]/g, '_')}.csv"`)
  return ok(planFile(undone ? takenBack(planned) : planned))
}

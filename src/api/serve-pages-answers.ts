/** Serves what pages ask beside impact and promises. */
import type { FastifyInstance } from 'fastify'
import { failed, ok } from '../core/values/result.ts'
import type { Engine } from '../engine/ports.ts'
import { pageRoutes } from './contract/pages.ts'
import { serve } from './handling.ts'
import { problemOfRange } from './range.ts'

export function servePagesAnswers(app: FastifyInstance, engine: Engine): void {
  serve(app, pageRoutes.standings, async () => ok(await engine.disruptions()))
  serve(app, pageRoutes.chain, async () => ok(await engine.chain()))
  serve(app, pageRoutes.deliveries, async () => ok(await engine.deliveries()))
  serve(app, pageRoutes.constraint, async ({ query: { days } }) => ok(await engine.constraint(days)))
  serve(app, pageRoutes.floor, async () => ok(await engine.floor()))
  serve(app, pageRoutes.schedule, async ({ query: { from, to, workUnitId, limit } }) => {
    const wrong = problemOfRange(from, to)
    if (wrong !== undefined) return failed(wrong)
    return ok(await engine.schedule({ from, to, limit, ...(workUnitId === undefined ? {} : { workUnitIds: workUnitId }) }))
  })
  serve(app, pageRoutes.search, async ({ query: { q, limit } }) => ok({ items: await engine.search(q, limit) }))
  serve(app, pageRoutes.trace, async ({ params: { kind, id } }) => {
    // People are told of apart, with a note of who asked.
    const found = kind === 'person' ? undefined : await engine.trace(kind, id)
    if (found !== undefined) return ok(found)
    return failed({
      code: 'record-not-found',
      message: 'There is no such thing.',
      next: 'Search for it by its id or name.',
      facts: { kind, id },
    })
  })
}

/** Serves questions about the floor, where machines are connected. */
import type { FastifyInstance } from 'fastify'
import { failed, ok, type Problem, type Result } from '../core/values/result.ts'
import type { Floor } from '../engine/floor-ports.ts'
import { floorRoutes } from './contract/floor.ts'
import { serve } from './handling.ts'
import { problemOfRange } from './range.ts'

const SPANS_DAYS_MAX = 31

const NO_FLOOR: Problem = {
  code: 'floor-none',
  message: 'No machines are connected.',
  next: 'Import a site first; the floor is connected with it.',
  facts: {},
}

/** Without a floor every question fails with `floor-none`. */
export function serveFloor(app: FastifyInstance, floor: Floor | undefined): void {
  const asking = async <R>(ask: (floor: Floor) => Promise<R>): Promise<Result<R>> =>
    floor === undefined ? failed(NO_FLOOR) : ok(await ask(floor))
  serve(app, floorRoutes.floorStatus, () => asking((there) => there.status()))
  serve(app, floorRoutes.floorSignals, ({ query: { offset, limit, only, text } }) =>
    asking((there) => there.signals({ offset, limit, ...(only === undefined ? {} : { only }), ...(text === undefined ? {} : { text }) })),
  )
  serve(app, floorRoutes.floorSetAside, ({ query }) => asking(async (there) => ({ items: await there.setAside(query.limit) })))
  serve(app, floorRoutes.floorSpans, async ({ query: { from, to, workUnitId } }) => {
    const wrong = problemOfRange(from, to, SPANS_DAYS_MAX)
    if (wrong !== undefined) return failed(wrong)
    return asking(async (there) => ({ items: await there.spans({ from, to, ...(workUnitId === undefined ? {} : { workUnitId }) }) }))
  })
  serve(app, floorRoutes.floorHistory, async ({ query: { address, from, to, limit } }) => {
    const wrong = problemOfRange(from, to)
    return wrong === undefined ? asking(async (there) => ({ items: await there.history({ address, from, to, limit }) })) : failed(wrong)
  })
}

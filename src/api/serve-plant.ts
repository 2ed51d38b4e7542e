/** Serves the routes about the plant by asking the engine. */
import type { FastifyInstance } from 'fastify'
import { definitionOf, type RecordName } from '../core/records/all.ts'
import type { Disruption } from '../core/records/disruption.ts'
import { failed, ok, type Result } from '../core/values/result.ts'
import type { Cause, Engine, JournalEntry } from '../engine/ports.ts'
import { plantRoutes } from './contract/plant.ts'
import { listRoute, oneRoute, openRecordNames } from './contract/records.ts'
import type { Caller } from './guards.ts'
import { serve } from './handling.ts'

export function causeBy(caller: Caller | null): Cause {
  return { by: caller?.name ?? 'nobody', source: 'api' }
}

/** The entry without records about people, which stay inside until a works agreement allows more. */
export function withoutPersonal(entry: JournalEntry): JournalEntry {
  const open = entry.changes.filter(({ record }) => !definitionOf(record).personal)
  return open.length === entry.changes.length ? entry : { ...entry, changes: open }
}

export function servePlant(app: FastifyInstance, engine: Engine): void {
  serve(app, plantRoutes.status, async () => ok(await engine.status()))
  serve(app, plantRoutes.change, async ({ body, caller }) => engine.change(body.changes, causeBy(caller)))
  serve(app, plantRoutes.journal, async ({ query }) => {
    const [entries, { seq }] = await Promise.all([engine.entriesAfter(query.after, query.limit), engine.status()])
    const next = entries.at(-1)?.seq ?? query.after
    return ok({ items: entries.map(withoutPersonal), next, lastSeq: Math.max(seq, next) })
  })
  serve(app, plantRoutes.promises, async ({ query: { offset, limit, late, customerId, brief } }) =>
    ok(
      await engine.promises({
        offset,
        limit,
        ...(late === undefined ? {} : { late }),
        ...(customerId === undefined ? {} : { customerId }),
        ...(brief === undefined ? {} : { brief }),
      }),
    ),
  )
  serve(app, plantRoutes.promise, async ({ params: { id } }) => foundOr(await engine.promise(id), 'salesOrderLine', id))
  serve(app, plantRoutes.touches, async ({ params: { id } }) => engine.touches(id))
  serve(app, plantRoutes.impact, async ({ body: { disruption, at } }) => engine.impact(disruption, at))
  serve(app, plantRoutes.disruptionImpact, async ({ params: { id }, query: { brief } }) => {
    const found = foundOr(await engine.get('disruption', id), 'disruption', id)
    return found.ok ? engine.impact(found.value as Disruption, undefined, brief) : found
  })
  serve(app, plantRoutes.capableToPromise, async ({ body: { materialId, quantity, at } }) =>
    engine.capableToPromise(materialId, quantity, at),
  )
  for (const name of openRecordNames) serveRecords(app, engine, name)
}

function serveRecords(app: FastifyInstance, engine: Engine, name: RecordName): void {
  serve(app, listRoute(name), async ({ query: { after, limit } }) => {
    // One more than asked for tells whether there is a next page.
    const found = await engine.list(name, { limit: limit + 1, ...(after === undefined ? {} : { after }) })
    const items = found.slice(0, limit)
    return ok({ items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null })
  })
  serve(app, oneRoute(name), async ({ params: { id } }) => foundOr(await engine.get(name, id), name, id))
}

export function foundOr<T>(found: T | undefined, record: RecordName, id: string): Result<T> {
  if (found !== undefined) return ok(found)
  return failed({
    code: 'record-not-found',
    message: 'There is no record with this id.',
    next: 'Read the list of its kind.',
    facts: { record, id },
  })
}

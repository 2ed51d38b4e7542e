/** Serves imports, where the host runs them. */
import type { FastifyInstance } from 'fastify'
import type { RecordName } from '../core/records/all.ts'
import { failed, ok, type Problem } from '../core/values/result.ts'
import type { Imports } from '../engine/ports.ts'
import { importRoutes } from './contract/imports.ts'
import { serve } from './handling.ts'
import { causeBy } from './serve-plant.ts'

/** The text of an empty file with the columns of a kind of record. */
export type TemplateOf = (record: RecordName) => string

export function serveImports(app: FastifyInstance, imports: Imports, templateOf: TemplateOf): void {
  serve(app, importRoutes.imports, async () => ok({ items: await imports.list() }))
  serve(app, importRoutes.importState, async ({ params: { id } }) => {
    const found = await imports.get(id)
    return found === undefined ? failed(unknownImport(id)) : ok(found)
  })
  // Rows that are set aside are shown as they stand in their file, so that whoever names the files reads them with the rights of
  // the server. An owner may: without an account that is whoever works at this machine, whose command line names paths as the
  // shell does. Everybody else stays below the import folder.
  serve(app, importRoutes.beginImport, async ({ body, caller }) => imports.begin(body, { anywhere: caller?.role === 'owner' }))
  serve(app, importRoutes.rejectedRows, async ({ params: { id }, query }) => {
    const page = await imports.rejected(id, { after: query.after, limit: query.limit + 1 })
    if (!page.ok) return page
    const items = page.value.slice(0, query.limit)
    return ok({ items, next: page.value.length > query.limit ? (items.at(-1)?.n ?? null) : null })
  })
  serve(app, importRoutes.applyImport, async ({ params: { id }, caller }) => imports.apply(id, causeBy(caller)))
  serve(app, importRoutes.discardImport, async ({ params: { id } }) => imports.discard(id))
  serve(app, importRoutes.template, async ({ params: { record }, reply }) => {
    reply.header('content-disposition', `attachment; filename="${record}.csv"`)
    return ok(templateOf(record))
  })
}

function unknownImport(importId: string): Problem {
  return { code: 'import-not-found', message: 'There is no such import.', next: 'List the imports, or begin one.', facts: { importId } }
}

/** Routes of imports: read and compare first, apply when a person has seen the preview. */
import { z } from 'zod'
import { recordNames } from '../../core/records/all.ts'
import type { ImportCounts, ImportPreview, ImportProgress, ImportState, RejectedRow } from '../../engine/ports.ts'
import { plainProblem } from './problem.ts'
import { openRecordNames, pageLimit } from './records.ts'
import { route } from './route.ts'
import { instant, list, sameAs } from './values.ts'

const counts = sameAs<ImportCounts>()(
  z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), removed: z.int() }).meta({ id: 'ImportCounts' }),
)
const kind = z.enum(recordNames as [(typeof recordNames)[number], ...(typeof recordNames)[number][]])

const preview = sameAs<ImportPreview>()(
  z
    .object({
      importId: z.string(),
      records: z.partialRecord(kind, counts).readonly() as unknown as z.ZodType<ImportPreview['records']>,
      rejectedCount: z.int(),
    })
    .meta({ id: 'ImportPreview', description: 'What applying would do, by kind of record.' }),
)

const progress = sameAs<ImportProgress>()(
  z
    .object({ record: kind, file: z.string(), read: z.int(), staged: z.int(), rejected: z.int() })
    .meta({ id: 'ImportProgress', description: 'How far the reading is, in rows.' }),
)

const state = sameAs<ImportState>()(
  z
    .object({
      importId: z.string(),
      folder: z.string(),
      mapping: z.string(),
      stage: z.enum(['reading', 'previewed', 'applying', 'applied', 'discarded', 'failed']),
      startedAt: instant,
      progress: progress.nullable(),
      preview: preview.nullable(),
      notes: list(
        z.object({ file: z.string(), line: z.int(), column: z.string().nullable(), problem: plainProblem, count: z.int() }),
      ).describe('Taken all the same, and worth knowing.'),
      applied: z.object({ firstSeq: z.int(), lastSeq: z.int(), changes: z.int() }).nullable(),
      problem: plainProblem.nullable(),
    })
    .meta({ id: 'Import' }),
)

type NumberedRow = RejectedRow & { readonly n: number }
const rejected = sameAs<NumberedRow>()(
  z
    .object({
      n: z.int(),
      record: kind.nullable(),
      recordId: z.string().nullable(),
      file: z.string(),
      line: z.int(),
      column: z.string().nullable(),
      problem: plainProblem,
      raw: z.record(z.string(), z.string()).readonly(),
    })
    .meta({ id: 'RejectedRow', description: 'A row that was set aside, and why.' }),
)

const id = z.strictObject({ id: z.string().min(1).max(200) })
const stated = { permission: 'imports.run', tag: 'Imports' } as const

export const importRoutes = {
  imports: route({
    ...stated,
    id: 'imports',
    method: 'GET',
    path: '/api/v1/imports',
    summary: 'Imports since the server started',
    answer: z.object({ items: list(state) }),
    answerDoc: 'The newest first.',
  }),
  importState: route({
    ...stated,
    id: 'importState',
    method: 'GET',
    path: '/api/v1/imports/{id}',
    summary: 'Where an import stands',
    params: id,
    answer: state,
    answerDoc: 'The import.',
  }),
  beginImport: route({
    ...stated,
    id: 'beginImport',
    method: 'POST',
    path: '/api/v1/imports',
    summary: 'Read a folder of files through a mapping',
    description:
      'Nothing is changed. Ask for the import until its stage is `previewed`, look at the counts and the rejected rows, then apply or discard it.',
    body: z
      .strictObject({
        folder: z
          .string()
          .min(1)
          .max(4096)
          .describe('On the disk of the server, relative to its import folder; only an owner may name one outside of it.'),
        mapping: z.string().min(1).max(4096),
      })
      .meta({
        examples: [{ folder: 'erp-export', mapping: 'erp-export/mapping.yaml' }],
      }),
    status: 202,
    answer: state,
    answerDoc: 'The import, under way.',
  }),
  rejectedRows: route({
    ...stated,
    id: 'rejectedRows',
    method: 'GET',
    path: '/api/v1/imports/{id}/rejected',
    summary: 'Rows that an import set aside, each with its reason',
    params: id,
    query: z.strictObject({ after: z.coerce.number().int().min(0).default(0), limit: pageLimit }),
    answer: z.object({ items: list(rejected), next: z.int().nullable() }),
    answerDoc: 'One page, in the order in which they were read.',
  }),
  applyImport: route({
    ...stated,
    id: 'applyImport',
    method: 'POST',
    path: '/api/v1/imports/{id}/apply',
    summary: 'Apply what the preview counted, in one transaction',
    params: id,
    status: 202,
    answer: state,
    answerDoc: 'The import, under way.',
  }),
  discardImport: route({
    ...stated,
    id: 'discardImport',
    method: 'POST',
    path: '/api/v1/imports/{id}/discard',
    summary: 'Drop an import that was not applied',
    params: id,
    answer: state,
    answerDoc: 'The import, dropped.',
  }),
  template: route({
    ...stated,
    permission: 'plant.read',
    id: 'importTemplate',
    method: 'GET',
    path: '/api/v1/import-templates/{record}',
    summary: 'An empty file with the columns of a kind of record',
    params: z.strictObject({ record: z.enum(openRecordNames as [string, ...string[]]) }) as unknown as z.ZodType<{
      record: (typeof openRecordNames)[number]
    }>,
    media: 'text/csv',
    answer: z.string(),
    answerDoc: 'A header line.',
  }),
} as const

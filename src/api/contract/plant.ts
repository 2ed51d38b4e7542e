/** Routes about the plant: how it stands, what changed, and what a disruption does. */
import { z } from 'zod'
import { disruption } from '../../core/records/disruption.ts'
import type { EngineStatus, JournalEntry, ViewAge } from '../../engine/ports.ts'
import { capableToPromise, impactAnswer, promiseAnswer, touchAnswer } from './answers.ts'
import { plainProblem } from './problem.ts'
import { change, pageLimit } from './records.ts'
import { route } from './route.ts'
import { instant, list, quantity, recordId, sameAs } from './values.ts'

export const viewAge = sameAs<ViewAge>()(
  z
    .object({
      seq: z.int().describe('The journal entry that it was built after.'),
      at: instant.describe('The instant that it takes for now.'),
      builtAt: instant,
      building: z.boolean().describe('Whether newer changes are being projected.'),
    })
    .meta({ id: 'ViewAge', description: 'Which projection an answer comes from.' }),
)

const status = sameAs<EngineStatus>()(
  z
    .object({
      site: z.string(),
      seq: z.int().describe('The last committed journal entry.'),
      at: instant,
      view: viewAge.nullable(),
      viewProblem: plainProblem.nullable(),
      records: z.record(z.string(), z.int()).readonly(),
      operations: z.int(),
      promises: z.int(),
      latePromises: z.int(),
      openDisruptions: z.int(),
      buildMs: z.number(),
    })
    .meta({ id: 'Status' }),
)

export const journalEntry = sameAs<JournalEntry>()(
  z
    .object({ seq: z.int(), at: instant, cause: z.object({ by: z.string(), source: z.string() }), changes: list(change) })
    .meta({ id: 'JournalEntry', description: 'One committed step of the history of a site.' }),
)

const id = z.strictObject({ id: recordId })
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const brief = flag.describe('Without chains and pegs, which cost far more than the rest.')
const seq = z.coerce.number().int().min(0)
const plant = { permission: 'plant.read', tag: 'Plant' } as const

export const plantRoutes = {
  status: route({
    ...plant,
    id: 'status',
    method: 'GET',
    path: '/api/v1/status',
    summary: 'How the plant stands, and how old the projection is',
    answer: status,
    answerDoc: 'The status.',
  }),
  change: route({
    id: 'change',
    method: 'POST',
    path: '/api/v1/changes',
    permission: 'plant.change',
    tag: 'Changes',
    summary: 'Change records',
    description: 'All changes of a set are journaled in one step, or none is.',
    body: z.strictObject({ changes: z.array(change).min(1).max(1000).readonly() }),
    status: 201,
    answer: journalEntry,
    answerDoc: 'The journal entry that holds the changes.',
  }),
  journal: route({
    id: 'journal',
    method: 'GET',
    path: '/api/v1/journal',
    permission: 'plant.read',
    tag: 'Changes',
    summary: 'Read the journal',
    query: z.strictObject({ after: seq.default(0), limit: z.coerce.number().int().min(1).max(20).default(10) }),
    answer: z.object({ items: list(journalEntry), next: z.int().describe('Send it as `after` for what comes behind.'), lastSeq: z.int() }),
    answerDoc: 'Entries after the one that was named.',
  }),
  live: route({
    id: 'live',
    method: 'GET',
    path: '/api/v1/live',
    permission: 'plant.read',
    tag: 'Changes',
    summary: 'Follow the journal as server-sent events',
    description:
      'Each event is named `entry`, has the number of its journal entry for id and the entry for data. With `Last-Event-ID` or `after` the stream goes on behind that entry, otherwise it begins with what comes next. ' +
      'An event `view` without an id tells the age of the newest projection, right after connecting and after each new one: pages then ask anew. ' +
      'An event `reset` says that the entry is not of this journal: read everything anew and follow from the number that it tells. Comment lines say that the stream is alive.',
    query: z.strictObject({ after: seq.optional() }),
    media: 'text/event-stream',
    answer: z.string(),
    answerDoc: 'A stream that does not end.',
  }),
  promises: route({
    ...plant,
    id: 'promises',
    method: 'GET',
    path: '/api/v1/promises',
    summary: 'List promises by money at risk, then by slack',
    query: z.strictObject({
      offset: z.coerce.number().int().min(0).default(0),
      limit: pageLimit,
      late: flag.optional(),
      customerId: recordId.optional(),
      brief: brief.optional(),
    }),
    answer: z.object({ total: z.int(), items: list(promiseAnswer), view: viewAge }),
    answerDoc: 'One page.',
  }),
  promise: route({
    ...plant,
    id: 'promise',
    method: 'GET',
    path: '/api/v1/promises/{id}',
    summary: 'One promise: its dates, its chain, its causes',
    params: id,
    answer: promiseAnswer,
    answerDoc: 'The promise to this sales order line.',
  }),
  touches: route({
    ...plant,
    id: 'touches',
    method: 'GET',
    path: '/api/v1/work-orders/{id}/touches',
    summary: 'Which sales lines, customers and money a work order serves',
    params: id,
    answer: touchAnswer,
    answerDoc: 'Every promise above it, with every peg on the way.',
  }),
  impact: route({
    ...plant,
    id: 'impact',
    method: 'POST',
    path: '/api/v1/impact',
    summary: 'What a disruption would do',
    description: 'Nothing is written. The answer holds the projection with the disruption beside the one without it.',
    body: z.strictObject({ disruption: disruption.schema, at: instant.optional() }).meta({
      examples: [
        {
          disruption: {
            id: 'what-if',
            kind: 'workUnitDown',
            workUnitId: 'mill-1',
            startAt: '2026-05-04T06:00:00.000Z',
            endAt: '2026-05-04T12:00:00.000Z',
          },
        },
      ],
    }),
    answer: impactAnswer,
    answerDoc: 'Who is late, by how much, for how much money, and why.',
  }),
  disruptionImpact: route({
    ...plant,
    id: 'disruptionImpact',
    method: 'GET',
    path: '/api/v1/disruptions/{id}/impact',
    summary: 'What a recorded disruption does',
    params: id,
    query: z.strictObject({ brief: brief.optional() }),
    answer: impactAnswer,
    answerDoc: 'Who is late by it, by how much, for how much money, and why.',
  }),
  capableToPromise: route({
    ...plant,
    id: 'capableToPromise',
    method: 'POST',
    path: '/api/v1/capable-to-promise',
    summary: 'The date that a new order can be promised for',
    body: z
      .strictObject({ materialId: recordId, quantity, at: instant.optional() })
      .meta({ examples: [{ materialId: 'bracket', quantity: { value: 12, unit: 'EA' } }] }),
    answer: capableToPromise,
    answerDoc: 'The date, and the chain that it rests on.',
  }),
} as const

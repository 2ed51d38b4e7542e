/** Routes of the floor: what is connected, which signals there are and what they mean, and what was kept of them. */
import { z } from 'zod'
import type { StateSpan } from '../../core/floor/fact.ts'
import type { Signal } from '../../core/records/signal.ts'
import { WORK_UNIT_STATES } from '../../core/records/work-unit-state.ts'
import type { ConnectionStatus, FloorStatus, SignalStanding } from '../../engine/floor-ports.ts'
import { plainProblem } from './problem.ts'
import { pageLimit, shapeOf } from './records.ts'
import { route } from './route.ts'
import { instant, list, recordId, sameAs } from './values.ts'

const quality = z.enum(['good', 'uncertain', 'stale', 'bad']).meta({
  id: 'Quality',
  description: 'Stale is the last value of a source that was lost; uncertain may be wrong; bad must not be used.',
})

const connection = sameAs<ConnectionStatus>()(
  z
    .object({
      name: z.string(),
      url: z.string().describe('Without user or password.'),
      state: z.enum(['connected', 'connecting', 'failed']),
      since: instant,
      problem: plainProblem.nullable(),
      tier: z.union([z.literal(0), z.literal(1)]).describe('0 listens only; 1 also says that it is there, and asks for rebirths.'),
      messages: z.int(),
      metrics: z.int(),
      setAside: z.record(z.string(), z.int()).readonly().describe('Messages that could not be used, by reason.'),
      nodes: list(
        z.object({
          id: z.string(),
          state: z.enum(['online', 'offline', 'waiting for birth']),
          devices: z.int(),
          gaps: z.int(),
          births: z.int(),
          lastAt: instant.nullable(),
        }),
      ),
    })
    .meta({ id: 'FloorConnection' }),
)

const status = sameAs<FloorStatus>()(
  z
    .object({
      connections: list(connection),
      brokerUrl: z.string().nullable().describe('Where machines connect to; null where they use a broker of their own.'),
      signals: z.int(),
      unmapped: z.int(),
      silent: z.int().describe('Signals whose source was lost.'),
      history: z.object({
        kept: z.int().describe('Readings that are durable, since the start.'),
        decimated: z.int().describe('Left out by deadband or minimum interval.'),
        outOfTime: z.int().describe("Left out because they are older than the history reaches, or a day ahead of the plant's clock."),
        waiting: z.int(),
        dropped: z.int().describe('Lost because the store was away for longer than memory lasts.'),
        lastWrittenAt: instant.nullable(),
        problem: plainProblem.nullable().describe('Why nothing is written now.'),
      }),
    })
    .meta({ id: 'FloorStatus', description: 'What is connected, and whether everything is kept.' }),
)

const signalStanding = sameAs<SignalStanding>()(
  z
    .object({
      address: z.string(),
      dataType: z.string(),
      value: z.string().nullable(),
      quality,
      at: instant.nullable().describe('By the time of the signal.'),
      count: z.int().describe('Values heard since the start.'),
      mapping: (shapeOf('signal') as unknown as z.ZodType<Signal>).nullable(),
      appliedAt: instant.nullable().describe('Since when it is read by this mapping.'),
    })
    .meta({ id: 'SignalStanding' }),
)

const span = sameAs<StateSpan>()(
  z
    .object({
      workUnitId: recordId,
      state: z.enum(WORK_UNIT_STATES),
      fromAt: instant,
      toAt: instant,
      reason: z.string().nullable(),
      micro: z.boolean().describe('Shorter than the threshold for micro-stops.'),
    })
    .meta({ id: 'StateSpan', description: 'What a work unit did for a while.' }),
)

const floor = { method: 'GET', permission: 'plant.read', tag: 'Floor' } as const
const range = { from: instant, to: instant }
const offset = z.coerce.number().int().min(0).default(0)

export const floorRoutes = {
  floorStatus: route({
    ...floor,
    id: 'floorStatus',
    path: '/api/v1/floor/status',
    summary: 'What is connected, and whether everything is kept',
    answer: status,
    answerDoc: 'The status of the floor.',
  }),
  floorSignals: route({
    ...floor,
    id: 'floorSignals',
    path: '/api/v1/floor/signals',
    summary: 'List signals with their last values and what they mean',
    description: 'In order of address. What a signal means is changed by posting a record of kind signal to /api/v1/changes.',
    query: z.strictObject({
      offset,
      limit: pageLimit,
      only: z.enum(['mapped', 'unmapped']).optional(),
      text: z.string().min(1).max(200).optional().describe('Only addresses that hold it.'),
    }),
    answer: z.object({ total: z.int(), items: list(signalStanding) }),
    answerDoc: 'One page.',
  }),
  floorSetAside: route({
    ...floor,
    id: 'floorSetAside',
    path: '/api/v1/floor/set-aside',
    summary: 'Messages that could not be used, newest first',
    query: z.strictObject({ limit: pageLimit }),
    answer: z.object({
      items: list(z.object({ topic: z.string(), reason: z.string(), at: instant, payloadHex: z.string() }).meta({ id: 'SetAsideMessage' })),
    }),
    answerDoc: 'The messages.',
  }),
  floorSpans: route({
    ...floor,
    id: 'floorSpans',
    path: '/api/v1/floor/spans',
    summary: 'What work units did',
    description: 'Spans that touch the range, by work unit and time; the one that lasts comes last and ends now. At most 31 days.',
    query: z.strictObject({ ...range, workUnitId: recordId.optional() }),
    answer: z.object({ items: list(span) }),
    answerDoc: 'The spans.',
  }),
  floorHistory: route({
    ...floor,
    id: 'floorHistory',
    path: '/api/v1/floor/history',
    summary: 'The values of one signal over time',
    description: 'Oldest first. Of more values than `limit`, as many are chosen evenly; the newest is always among them.',
    query: z.strictObject({
      ...range,
      address: z.string().min(1).max(4000),
      limit: z.coerce.number().int().min(1).max(5000).default(1000),
    }),
    answer: z.object({
      items: list(z.object({ at: instant, value: z.union([z.number(), z.string()]).nullable(), quality }).meta({ id: 'HistoryValue' })),
    }),
    answerDoc: 'The values.',
  }),
} as const

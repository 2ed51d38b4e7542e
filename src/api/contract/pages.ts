/** Routes that pages ask beside impact and promises: the ranking of disruptions, the chain as one picture, the schedule, the floor, the search, the trace. */
import { z } from 'zod'
import type {
  CenterLoad,
  ChainFlow,
  ChainNode,
  ChainPicture,
  Constraint,
  ConstraintPromise,
  Delivery,
  DisruptionStanding,
  FloorUnit,
  ScheduleBar,
  ScheduleRow,
  SearchHit,
  Thing,
  ThingKind,
  Trace,
  TraceStep,
} from '../../core/impact/page-answer.ts'
import { disruption } from '../../core/records/disruption.ts'
import { WORK_UNIT_STATES, workUnitState } from '../../core/records/work-unit-state.ts'
import { moneyTotals } from './answers.ts'
import { viewAge } from './plant.ts'
import { route } from './route.ts'
import { instant, list, money, quantity, recordId, said, sameAs, seconds } from './values.ts'

const thingKind = sameAs<ThingKind>()(
  z
    .enum([
      'salesOrderLine',
      'salesOrder',
      'customer',
      'workOrder',
      'material',
      'lot',
      'purchaseOrderLine',
      'supplier',
      'workUnit',
      'workCenter',
      'person',
      'disruption',
    ])
    .meta({ id: 'ThingKind', description: 'What can be named, linked to and found.' }),
)

export const thing = sameAs<Thing>()(
  z
    .object({ kind: thingKind, id: z.string(), name: z.string().describe('What people call it; its id where it has no name.') })
    .meta({ id: 'Thing' }),
)

const standing = sameAs<DisruptionStanding>()(
  z
    .object({
      disruption: disruption.schema,
      place: thing.nullable().describe('Where it sits; null where the plant holds no such thing any more.'),
      totals: moneyTotals.describe(
        'Promises that it breaks, each counted once; the money counts added penalties of those that are late anyway, too.',
      ),
      laterStill: z.int().describe('Promises that are late without it, and later still by it.'),
      alone: moneyTotals.describe('The part of it that no other open disruption would cause as well.'),
      broken: list(recordId).describe('The promises that it breaks, the dearest first; the first 50 of them.'),
      customers: list(thing).describe('By money.'),
      worst: z
        .object({ salesOrderLineId: recordId, customer: thing, delaySeconds: seconds.nullable() })
        .nullable()
        .describe('The promise that it delays longest; a null delay where an end is not known.'),
      insideSlack: z.int().describe('Promises that it reaches and that stay inside their slack.'),
      tightest: z
        .object({ salesOrderLineId: recordId, customer: thing, slackSeconds: seconds })
        .nullable()
        .describe('Of all promises that it delays and that still hold, the one with the least slack.'),
      mustEndBy: instant.nullable().describe('By when it must end so that no promise breaks that could still be kept.'),
      path: list(z.object({ linkId: z.string(), effect: z.enum(['late', 'later', 'slack']) })).describe(
        'Flows of the chain picture that it delays.',
      ),
      notes: list(said),
    })
    .meta({ id: 'DisruptionStanding', description: 'One open disruption among the others.' }),
)

const chainNode = sameAs<ChainNode>()(
  z
    .object({
      id: z.string().describe('Kind and id, as `supplier:guss-nord`.'),
      thing,
      column: z.int().describe('0 holds suppliers, the last one customers.'),
      row: z.int(),
      units: list(z.object({ id: recordId, name: z.string(), state: z.enum(WORK_UNIT_STATES) })),
      promises: z.int(),
      latePromises: z.int(),
      atRisk: list(money).describe('Revenue of the late ones, each line once.'),
    })
    .meta({ id: 'ChainNode', description: 'Nodes keep their place while the plant keeps its shape.' }),
)

const chainFlow = sameAs<ChainFlow>()(
  z
    .object({ id: z.string(), from: z.string(), to: z.string(), promises: z.int(), revenue: list(money) })
    .meta({ id: 'ChainFlow', description: 'Goods that flow from one node to the next because promises are pegged so.' }),
)

const chainShape = {
  columns: list(z.object({ kind: z.enum(['supplier', 'workCenter', 'customer']), name: z.string().nullable() })),
  nodes: list(chainNode),
  flows: list(chainFlow),
}
sameAs<ChainPicture>()(z.object(chainShape))

const scheduleBar = sameAs<ScheduleBar>()(
  z
    .object({
      id: z.string().describe('Operation id, or the work order and the step where it is not recorded as an operation.'),
      workOrderId: z.string(),
      sequence: z.number(),
      name: z.string().nullable(),
      material: thing,
      quantity,
      completed: quantity.nullable(),
      fromAt: instant,
      toAt: instant.nullable().describe("Null where its end can't be known."),
      setupSeconds: seconds,
      standing: z.enum(['done', 'running', 'planned', 'assumed']),
      promise: z
        .object({ salesOrderLineId: recordId, customer: thing, slackSeconds: seconds.nullable() })
        .nullable()
        .describe('The most urgent promise that waits for it.'),
      late: z.boolean(),
    })
    .meta({ id: 'ScheduleBar', description: 'One operation on the schedule of a work unit.' }),
)

const scheduleRow = sameAs<ScheduleRow>()(
  z
    .object({
      workUnit: thing.describe('The work center itself where it has no work units.'),
      workCenter: thing,
      bars: list(scheduleBar),
      closed: list(z.object({ fromAt: instant, toAt: instant })).describe('Outside working time.'),
      disturbed: list(z.object({ disruptionId: recordId, fromAt: instant, toAt: instant.nullable(), rate: z.number() })),
    })
    .meta({ id: 'ScheduleRow' }),
)

const delivery = sameAs<Delivery>()(
  z
    .object({
      purchaseOrderLineId: recordId,
      material: thing,
      supplier: thing.nullable(),
      quantity,
      promisedAt: instant,
      moved: z
        .object({ disruptionId: recordId, newAt: instant.nullable() })
        .nullable()
        .describe('The disruption that has moved it, and its new date.'),
      bite: z
        .enum(['bites', 'binds', 'free'])
        .describe('A late promise waits for it; it sets the date of promises that still hold; no date hangs on it.'),
      usual: said.nullable().describe('How late its supplier usually is. Null where nine in ten are in time, or too few are known.'),
      overdueSeconds: seconds.describe("Behind the supplier's date by now."),
      promises: z.int().describe('Promises that have their date from it.'),
      first: list(z.object({ salesOrderLineId: recordId, customer: thing, slackSeconds: seconds.nullable(), late: z.boolean() })).describe(
        'The ten of them with the least slack.',
      ),
      atRisk: list(money).describe('Revenue of the late ones.'),
    })
    .meta({ id: 'Delivery', description: 'An open purchase order line, by what hangs on it and not by its own days late.' }),
)

const centerLoad = sameAs<CenterLoad>()(
  z
    .object({
      workCenter: thing,
      askedSeconds: seconds.describe('Work left on it for these promises.'),
      openSeconds: seconds.describe('By its calendar, on all its work units, less what open stops take.'),
      load: z.number().nullable().describe('Asked by open; more than 1 can not be done in time. Null where it is not open at all.'),
      promises: z.int(),
    })
    .meta({ id: 'CenterLoad', description: 'What promises that are due soon ask of a work center.' }),
)

const constraintPromise = sameAs<ConstraintPromise>()(
  z
    .object({
      salesOrderLineId: recordId,
      customer: thing,
      material: thing,
      dueAt: instant.nullable(),
      late: z.boolean(),
      seconds: seconds.describe('Time of the constraint that the work left for it takes: its share of orders that serve several.'),
      contribution: money.nullable().describe('Price less truly variable cost of what is not delivered; null where not stated.'),
      anHour: money.nullable().describe('Contribution for each hour of the constraint.'),
    })
    .meta({ id: 'ConstraintPromise', description: 'A promise and what it takes of the constraint.' }),
)

const constraintShape = {
  at: instant,
  untilAt: instant.describe('Promises due by then are counted, overdue ones too.'),
  workCenters: list(centerLoad).describe('The ten with the highest load, highest first.'),
  workCenter: thing
    .nullable()
    .describe('The one with the highest load; null where no promise asks anything of one with a stated capacity.'),
  anHour: money
    .nullable()
    .describe(
      'Contribution of all promises that go through it by the hours that they take of it. Null where not stated, and with several currencies.',
    ),
  promises: list(constraintPromise).describe('Best first; those whose contribution is not stated last.'),
  free: z.object({ promises: z.int(), contribution: list(money) }).describe('Promises that take none of its time.'),
  notes: list(said),
}
sameAs<Constraint>()(z.object(constraintShape))

const floorUnit = sameAs<FloorUnit>()(
  z
    .object({
      workUnit: thing,
      workCenter: thing,
      state: workUnitState.schema.nullable().describe('Null where no signal of it is mapped.'),
      current: scheduleBar.nullable().describe('What it works on now.'),
      next: scheduleBar.nullable(),
      promises: z.int().describe('Open promises that its current and later work serves.'),
      latePromises: z.int(),
      atRisk: list(money),
    })
    .meta({ id: 'FloorUnit', description: 'One work unit as it stands now.' }),
)

const searchHit = sameAs<SearchHit>()(z.object({ thing, detail: z.string().nullable() }).meta({ id: 'SearchHit' }))

const traceStep = sameAs<TraceStep>()(
  z
    .object({
      thing,
      distance: z
        .int()
        .describe(
          'How many pegs away; 0 for what the thing stands for: the lines of a customer, the orders of a work unit, the deliveries of a supplier.',
        ),
      quantity: quantity.nullable(),
      at: instant.nullable().describe('When it is, was or will be there.'),
      late: z.boolean().describe('Whether a promise that waits for it is late.'),
      detail: z.string().nullable().describe('The name of what it is or belongs to.'),
      note: said.nullable().describe('Where nothing on record has a name for it: it lies in stock, or nobody has ordered it yet.'),
    })
    .meta({ id: 'TraceStep' }),
)

const trace = sameAs<Trace>()(
  z
    .object({
      thing,
      upstream: list(traceStep).describe('What it comes from, nearest first.'),
      downstream: list(traceStep).describe('What it goes to, nearest first.'),
      totals: moneyTotals.describe(
        'The open promises that it goes to: revenue and contribution whether late or not, the penalty of the late ones.',
      ),
    })
    .meta({ id: 'Trace', description: 'Everything before and behind one thing in the chain of pegs.' }),
)

const asked = { method: 'GET', permission: 'plant.read', tag: 'Pages' } as const
const unitIds = z
  .union([recordId, z.array(recordId)])
  .transform((given): readonly string[] => (typeof given === 'string' ? [given] : given))

export const pageRoutes = {
  standings: route({
    ...asked,
    id: 'standings',
    path: '/api/v1/standings',
    summary: 'Open disruptions by what they cost customers',
    answer: z.object({ items: list(standing), view: viewAge }),
    answerDoc: 'By money of the promises that break, then by delay, then by the slack that is left.',
  }),
  chain: route({
    ...asked,
    id: 'chain',
    path: '/api/v1/chain',
    summary: 'The value chain as one picture',
    answer: z.object({ ...chainShape, view: viewAge }),
    answerDoc: 'Suppliers, work centers by stage, customers, and what flows between them.',
  }),
  schedule: route({
    ...asked,
    id: 'schedule',
    path: '/api/v1/schedule',
    summary: 'What each work unit does from one instant to another',
    description: 'Recorded before now, projected from now on. Repeat `workUnitId` for several; without it, all are told.',
    query: z.strictObject({
      from: instant,
      to: instant,
      workUnitId: unitIds.optional(),
      limit: z.coerce.number().int().min(1).max(20_000).default(2000).describe('Bars at most, those nearest to now first.'),
    }),
    answer: z.object({ at: instant, fromAt: instant, toAt: instant, rows: list(scheduleRow), leftOut: z.int(), view: viewAge }),
    answerDoc: 'A row for each work unit.',
  }),
  deliveries: route({
    ...asked,
    id: 'deliveries',
    path: '/api/v1/deliveries',
    summary: 'Open deliveries by what hangs on them',
    answer: z.object({ items: list(delivery), view: viewAge }),
    answerDoc: 'Those that bite first, then by the least slack behind them, then the most overdue.',
  }),
  constraint: route({
    ...asked,
    id: 'constraint',
    path: '/api/v1/constraint',
    summary: 'Where time is shortest, and what an hour there earns',
    description:
      'The work center with the most work asked of it for each hour that it is open, and promises by their contribution for each of its hours.',
    query: z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(14).describe('Promises due within so many days count.') }),
    answer: z.object({ ...constraintShape, view: viewAge }),
    answerDoc: 'Throughput accounting: promises rank by contribution for each hour of the constraint, not by revenue.',
  }),
  floor: route({
    ...asked,
    id: 'floor',
    path: '/api/v1/floor',
    summary: 'Every work unit as it stands now',
    answer: z.object({ items: list(floorUnit), view: viewAge }),
    answerDoc: 'By work center. States are never behind the journal; the work is told by the projection.',
  }),
  search: route({
    ...asked,
    id: 'search',
    path: '/api/v1/search',
    summary: 'Find things by id or name',
    query: z.strictObject({ q: z.string().max(200), limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({ items: list(searchHit) }),
    answerDoc: 'Best first; case and accents make no difference.',
  }),
  trace: route({
    ...asked,
    id: 'trace',
    path: '/api/v1/trace/{kind}/{id}',
    summary: 'Everything before and behind one thing',
    params: z.strictObject({ kind: thingKind, id: recordId }),
    answer: trace,
    answerDoc: 'What it comes from, and which promises it goes to.',
  }),
} as const
